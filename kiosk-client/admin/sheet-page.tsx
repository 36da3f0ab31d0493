import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Office } from '../../realtime/contract/resources/offices.ts';
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

/** Paper for the door: a page for each queue that people may join with their own phone, and one where people come who have a time. */
export function SheetPage() {
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    readLists(['offices', 'queues', 'providers']).catch(setProblem);
  }, []);
  const { offices, queues, providers } = lists.value;
  if (problem !== null) return <Empty title={refusalWords(problem)} />;
  if (!offices || !queues || !providers) return <p class="loading">{t('one_moment')}</p>;

  const open = inUse(queues).filter(({ public_join }) => public_join);
  const booked = inUse(offices).filter(({ id }) =>
    inUse(providers).some((one) => one.service_ids.length > 0 && one.offices.some((office) => office.id === id)),
  );
  if (open.length + booked.length === 0) {
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
          <QueueSheet key={id} id={id} name={name} prefix={prefix} office={nameOf(offices, office_id)} />
        ))}
        {booked.map((office) => (
          <EntranceSheet key={office.id} office={office} />
        ))}
      </div>
    </>
  );
}

function QueueSheet({ id, name, prefix, office }: { id: string; name: string; prefix: string; office: string }) {
  const link = `${location.origin}${screenPath(`/join/${id}`)}`;
  return (
    <Sheet name={name} office={office}>
      <h2 class="sheet__queue">
        <bdi class="sheet__prefix" dir="ltr">
          {prefix}
        </bdi>{' '}
        {name}
      </h2>
      <QrCode class="sheet__qr" text={link} label={t('sheet_scan')} />
      <Words first="sheet_scan" then="sheet_then" />
      <p class="sheet__link" dir="ltr">
        {/* Nobody types an id. */}
        {`${location.host}${screenPath('/join')}`}
      </p>
    </Sheet>
  );
}

/** Whoever can read the code is here: it checks in by the booking's page. */
function EntranceSheet({ office: { name, premises_code } }: { office: Office }) {
  if (premises_code === null) return null;
  return (
    <Sheet name={t('premises_code')} office={name}>
      <p class="sheet__code number">
        <bdi dir="ltr">{premises_code}</bdi>
      </p>
      <Words first="sheet_booked" then="sheet_booked_then" />
    </Sheet>
  );
}

function Sheet({ name, office, children }: { name: string; office: string; children: ComponentChildren }) {
  const { logo_url, name: organization } = page.organization;
  return (
    <article class="sheet" aria-label={name}>
      <header class="sheet__head">
        {logo_url !== null && <img class="sheet__logo" src={logo_url} alt="" />}
        <p class="sheet__organization">{organization}</p>
        <p class="sheet__office">{office}</p>
      </header>
      {children}
    </article>
  );
}

/** In every language of the house. */
function Words({ first, then }: { first: 'sheet_scan' | 'sheet_booked'; then: 'sheet_then' | 'sheet_booked_then' }) {
  return (
    <ul class="sheet__words">
      {languages.value.map((one) => (
        <li key={one} lang={one} dir={directionOf(one)}>
          <strong>{say(one, first)}</strong>
          <span>{say(one, then)}</span>
        </li>
      ))}
    </ul>
  );
}
