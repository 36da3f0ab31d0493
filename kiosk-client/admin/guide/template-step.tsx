import { useId, useState } from 'preact/hooks';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { newKey } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { addressOf } from '../address.ts';
import { inUse, lists } from '../lists.ts';
import { t } from '../texts.ts';
import { setUpTemplate } from './set-up-template.ts';
import { templates } from './templates.ts';

/** Queues, services and counters in one go, from what most places begin with. */
export function TemplateStep({ goOn }: { goOn: () => Promise<void> }) {
  const group = useId();
  const all = templates();
  const [id, setId] = useState(all[0]?.id ?? '');
  const [publicJoin, setPublicJoin] = useState(true);
  // One wish for each template: pressed again after no answer, nothing is made twice.
  const [key] = useState(newKey);
  const asking = useAsking();
  const [office] = inUse(lists.value.offices);
  const [queues, counters] = [inUse(lists.value.queues), inUse(lists.value.counters)];

  if (queues.length > 0 && counters.length > 0) {
    return (
      <>
        <p class="guide__about">{t('guide_template_done')}</p>
        <Made words={t('queues')} names={queues.map(({ prefix, name }) => `${prefix} · ${name}`)} />
        <Made words={t('counters')} names={counters.map(({ name }) => name)} />
        <div class="guide__foot">
          <Button variant="primary" size="large" onClick={() => void goOn()}>
            {t('guide_on')}
          </Button>
          <a class="button button--quiet" href={addressOf('queues')}>
            {t('guide_change')}
          </a>
        </div>
      </>
    );
  }

  async function setUp(): Promise<void> {
    const template = all.find((one) => one.id === id);
    if (!template || !office) return;
    await setUpTemplate({ template, officeId: office.id, publicJoin, key: `${key}:${id}` });
  }

  return (
    <form
      class="guide__form"
      onSubmit={(event) => {
        event.preventDefault();
        void asking.ask(setUp).then((done) => (done ? goOn() : undefined));
      }}
    >
      <p class="guide__about">{t('guide_template_about')}</p>
      <fieldset class="guide__templates">
        <legend class="unseen">{t('guide_template')}</legend>
        {all.map((template) => (
          <label key={template.id} class="guide__template">
            <input
              type="radio"
              class="check__box"
              name={group}
              checked={template.id === id}
              onChange={() => setId(template.id)}
            />
            <span>
              <strong class="guide__template-name">{template.name}</strong>
              <span class="guide__template-parts">
                {template.queues.map(({ prefix, name }) => `${prefix} · ${name}`).join(', ')}
              </span>
              <span class="guide__template-parts">{template.counters.join(', ')}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          class="check__box"
          checked={publicJoin}
          onChange={({ currentTarget: { checked } }) => setPublicJoin(checked)}
        />
        <span class="check__words">{t('guide_public_join')}</span>
      </label>
      <ProblemNotice problem={asking.problem} />
      <div class="guide__foot">
        <Button type="submit" variant="primary" size="large" busy={asking.busy}>
          {t('guide_set_up')}
        </Button>
        <a class="button button--quiet" href={addressOf('queues')}>
          {t('guide_by_hand')}
        </a>
      </div>
    </form>
  );
}

function Made({ words, names }: { words: string; names: readonly string[] }) {
  return (
    <p class="guide__made">
      <strong>{words}:</strong> {names.join(', ')}
    </p>
  );
}
