import { useEffect, useState } from 'preact/hooks';
import { refusalWords } from '../shared/account/refusal-words.ts';
import { directionOf, languages } from '../shared/i18n/language.ts';
import { page, screenPath } from '../shared/page.ts';
import { Button } from '../shared/ui/button.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { QrCode } from '../shared/ui/qr-code.tsx';
import { addressOf } from './address.ts';
import { pass } from './guide/progress.ts';
import { inUse, lists, nameOf, readLists } from './lists.ts';
import { PageHead } from './page-head.tsx';
import { say, t } from './texts.ts';
import './sheet-page.css';

/** Paper for the door: a page for each queue that people may join with their own phone. */
export function SheetPage() {
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    readLists(['offices', 'queues']).catch(setProblem);
  }, []);
  const { offices, queues } = lists.value;
  if (problem !== null) return <Empty title={refusalWords(problem)} />;
  if (!offices || !queues) return <p class="loading">{t('one_moment')}</p>;

  const open = inUse(queues).filter(({ public_join }) => public_join);
  if (open.length === 0) {
    return (
      <>
        <PageHead title={t('sheet')} />
        <div class="card">
          <Empty
            title={t('sheet_none')}
            action={
              <a class="button button--primary" href={addressOf('queues')}>
                {t('queues')}
              </a>
            }
          >
            {t('sheet_none_text')}
          </Empty>
        </div>
      </>
    );
  }
  return (
    <>
      <div class="sheet-head">
        <PageHead
          title={t('sheet')}
          about={t('sheet_about')}
          action={
            <Button
              variant="primary"
              size="large"
              onClick={() => {
                // What a door shows is a step done.
                pass('show');
                print();
              }}
            >
              {t('sheet_print')}
            </Button>
          }
        />
      </div>
      <div class="sheets">
        {open.map(({ id, name, prefix, office_id }) => (
          <Sheet key={id} id={id} name={name} prefix={prefix} office={nameOf(offices, office_id)} />
        ))}
      </div>
    </>
  );
}

function Sheet({ id, name, prefix, office }: { id: string; name: string; prefix: string; office: string }) {
  const link = `${location.origin}${screenPath(`/join/${id}`)}`;
  const { logo_url, name: organization } = page.organization;
  return (
    <article class="sheet" aria-label={name}>
      <header class="sheet__head">
        {logo_url !== null && <img class="sheet__logo" src={logo_url} alt="" />}
        <p class="sheet__organization">{organization}</p>
        <p class="sheet__office">{office}</p>
      </header>
      <h2 class="sheet__queue">
        <bdi class="sheet__prefix" dir="ltr">
          {prefix}
        </bdi>{' '}
        {name}
      </h2>
      <QrCode class="sheet__qr" text={link} label={t('sheet_scan')} />
      <ul class="sheet__words">
        {languages.value.map((one) => (
          <li key={one} lang={one} dir={directionOf(one)}>
            <strong>{say(one, 'sheet_scan')}</strong>
            <span>{say(one, 'sheet_then')}</span>
          </li>
        ))}
      </ul>
      <p class="sheet__link" dir="ltr">
        {/* Nobody types an id. */}
        {`${location.host}${screenPath('/join')}`}
      </p>
    </article>
  );
}
