import { useRef, useState } from 'preact/hooks';
import type { Organization } from '../../realtime/contract/resources/organizations.ts';
import { hasCode } from '../shared/account/problem-at.ts';
import { refusalWords } from '../shared/account/refusal-words.ts';
import { api } from '../shared/api.ts';
import { formatNumber } from '../shared/i18n/format.ts';
import { Button } from '../shared/ui/button.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { useAsking } from '../shared/use-asking.ts';
import { t } from './texts.ts';

const KINDS = ['image/png', 'image/jpeg', 'image/webp'];
const MOST_KB = 512;
const LONGEST_SIDE = 2000;

type Props = { organization: Organization; onChange: (changed: Organization) => void };

/** The picture on kiosks and screens: chosen, looked at, replaced, taken away. */
export function LogoCard({ organization, onChange }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const asking = useAsking();
  const input = useRef<HTMLInputElement>(null);
  const logo = organization.branding.logo_url;

  async function send(file: File): Promise<void> {
    const own = Math.ceil(file.size / 1024);
    if (!KINDS.includes(file.type)) return setWrong(t('logo_wrong_kind'));
    if (own > MOST_KB) return setWrong(t('logo_too_large', { own: formatNumber(own), size: formatNumber(MOST_KB) }));
    setWrong(null);
    const done = await asking.ask(async () => {
      await api.put('/organization/logo', file);
      onChange(await api.get<Organization>('/organization'));
    });
    if (done) toast(t('logo_saved'), { tone: 'good', seconds: 4 });
  }

  async function remove(): Promise<void> {
    setWrong(null);
    const done = await asking.ask(async () => {
      await api.delete('/organization/logo');
      onChange(await api.get<Organization>('/organization'));
    });
    if (done) toast(t('logo_removed'), { tone: 'good', seconds: 4 });
  }

  const said = wrong ?? (asking.problem === null ? null : pictureWords(asking.problem));
  return (
    <section class="card logo-card">
      <div class="logo-card__picture">
        {logo === null ? <span class="logo-card__none">{t('no_logo')}</span> : <img src={logo} alt={t('logo')} />}
      </div>
      <div class="logo-card__words">
        <h2 class="logo-card__title">{t('logo')}</h2>
        <p class="logo-card__about">
          {t('logo_about', { size: formatNumber(MOST_KB), side: formatNumber(LONGEST_SIDE) })}
        </p>
        {said !== null && (
          <p class="form-notice form-notice--bad" role="alert">
            {said}
          </p>
        )}
        <input
          ref={input}
          type="file"
          class="unseen"
          tabIndex={-1}
          aria-label={t('logo_choose')}
          accept={KINDS.join(',')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // The same file may be chosen again.
            currentTarget.value = '';
            if (file) void send(file);
          }}
        />
        <Button busy={asking.busy} onClick={() => input.current?.click()}>
          {t('logo_choose')}
        </Button>
        {logo !== null && (
          <Button variant="quiet" disabled={asking.busy} onClick={() => void remove()}>
            {t('logo_remove')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The one thing that only the server can tell: what is inside. */
function pictureWords(problem: unknown): string {
  return hasCode(problem, 'invalid_input')
    ? t('logo_not_shown', { side: formatNumber(LONGEST_SIDE) })
    : refusalWords(problem);
}
