import { useState } from 'preact/hooks';
import type { z } from 'zod';
import { KEY_PERMISSIONS } from '../../../models/rules/permissions.ts';
import type { Permission } from '../../../models/vocabulary.ts';
import type { madeApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import { isAbout } from '../../shared/account/problem-at.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api, newKey } from '../../shared/api.ts';
import { serverNow } from '../../shared/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Field, SelectField } from '../../shared/ui/field.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { addressOf } from '../address.ts';
import { PageHead } from '../page-head.tsx';
import { scopeName } from './scope-names.ts';
import { t } from './texts.ts';

type MadeKey = z.infer<typeof madeApiKey>;

const DAY_MS = 86_400_000;
/** In days; 0: never. */
const LIVES = [30, 90, 365, 0] as const;

export function NewApiKey({ onMade }: { onMade: (made: MadeKey) => Promise<void> }) {
  const [key] = useState(newKey);
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const asking = useAsking();
  const { problem } = asking;

  async function make(given: FormData): Promise<void> {
    const days = Number(given.get('days'));
    const wish = {
      name: (given.get('name') as string).trim(), // a text field of this form
      scopes,
      // To the day, so that the same wish a minute later is the same wish.
      ...(days > 0 && { expires_at: new Date(Math.ceil(serverNow() / DAY_MS + days) * DAY_MS).toISOString() }),
    };
    await onMade(await api.post<MadeKey>('/api-keys', wish, { idempotencyKey: wishKey(key, wish) }));
  }

  return (
    <>
      <PageHead title={t('new_api_key')} back={{ href: addressOf('api-keys'), words: t('api_keys') }} />
      <form
        class="editor card"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          void asking.ask(() => make(given));
        }}
      >
        <Field
          label={t('name')}
          hint={t('api_key_name_hint')}
          error={isAbout(problem, 'name') ? t('name_needed') : undefined}
          name="name"
          maxLength={120}
          required
          autocomplete="off"
        />
        <fieldset class="check-field">
          <legend class="field__label">{t('may')}</legend>
          {KEY_PERMISSIONS.map((permission) => (
            <label key={permission} class="check">
              <input
                type="checkbox"
                class="check__box"
                checked={scopes.includes(permission)}
                onChange={({ currentTarget: { checked } }) =>
                  setScopes(checked ? [...scopes, permission] : scopes.filter((one) => one !== permission))
                }
              />
              <span class="check__words">{scopeName(permission)}</span>
            </label>
          ))}
          <p class="field__note">{t('scopes_hint')}</p>
        </fieldset>
        <SelectField label={t('ends')} hint={t('ends_hint')} name="days" defaultValue="90">
          {LIVES.map((days) => (
            <option key={days} value={days}>
              {days === 0 ? t('never') : t('in_days', { count: days })}
            </option>
          ))}
        </SelectField>
        {!isAbout(problem, 'name') && <ProblemNotice problem={problem} />}
        <div class="editor__foot">
          <Button type="submit" variant="primary" size="large" busy={asking.busy} disabled={scopes.length === 0}>
            {t('make_api_key')}
          </Button>
        </div>
      </form>
    </>
  );
}
