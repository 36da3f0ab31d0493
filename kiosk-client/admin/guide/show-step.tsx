import { useState } from 'preact/hooks';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api, newKey } from '../../shared/api.ts';
import { screenPath } from '../../shared/page.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { addressOf } from '../address.ts';
import { inUse, lists } from '../lists.ts';
import { t } from '../texts.ts';
import { SkipButton } from './skip-button.tsx';

type Props = { goOn: () => Promise<void>; skip: () => void };

/** A television that says numbers, or a sheet of paper on the door: one of the two is enough. */
export function ShowStep({ goOn, skip }: Props) {
  const [code, setCode] = useState('');
  const [name, setName] = useState(t('guide_screen_name'));
  const [key] = useState(newKey);
  const asking = useAsking();
  const [office] = inUse(lists.value.offices);
  const queues = inUse(lists.value.queues).filter(({ office_id }) => office_id === office?.id);
  const paired = inUse(lists.value.devices);
  const address = `${location.host}${screenPath('/display')}`;

  async function pair(): Promise<void> {
    if (!office) return;
    const queue_ids = queues.map(({ id }) => id);
    const body = { user_code: code, name: name.trim(), kind: 'display', office_id: office.id, queue_ids };
    await api.post('/devices/pairing', body, { idempotencyKey: wishKey(key, body) });
  }

  return (
    <>
      <p class="guide__about">{t('guide_show_about')}</p>
      <div class="guide__two">
        <form
          class="guide__form guide__choice"
          onSubmit={(event) => {
            event.preventDefault();
            void asking.ask(pair).then((done) => (done ? goOn() : undefined));
          }}
        >
          <h3>{t('guide_television')}</h3>
          <p>
            {t('guide_television_about')}{' '}
            <bdi dir="ltr" class="guide__address">
              {address}
            </bdi>
          </p>
          {paired.length > 0 && (
            <p class="guide__good">{t('guide_paired', { names: paired.map((one) => one.name).join(', ') })}</p>
          )}
          <Field
            label={t('code')}
            hint={t('code_hint')}
            required
            maxLength={12}
            dir="ltr"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={code}
            onInput={({ currentTarget: { value } }) => setCode(value.toUpperCase())}
          />
          <Field
            label={t('name')}
            hint={t('device_name_hint')}
            required
            maxLength={120}
            value={name}
            onInput={({ currentTarget: { value } }) => setName(value)}
          />
          <ProblemNotice problem={asking.problem} />
          <div class="guide__foot">
            <Button type="submit" variant="primary" size="large" busy={asking.busy}>
              {t('pair_device')}
            </Button>
          </div>
        </form>
        <div class="guide__form guide__choice">
          <h3>{t('sheet')}</h3>
          <p>{t('guide_sheet_about')}</p>
          <div class="guide__foot">
            <a class="button button--secondary button--large" href={addressOf('sheet')}>
              {t('sheet_open')}
            </a>
          </div>
        </div>
      </div>
      <div class="guide__foot">
        {paired.length > 0 && (
          <Button variant="primary" size="large" onClick={() => void goOn()}>
            {t('guide_on')}
          </Button>
        )}
        <SkipButton skip={skip} />
      </div>
    </>
  );
}
