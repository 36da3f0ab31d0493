import { effect } from '@preact/signals';
import { render } from 'preact';
import { api, ApiProblem } from './api.ts';
import { t } from './i18n/shared-texts.ts';
import { page } from './page.ts';
import { standstill, suspicions, toldElsewhere, type Standstill } from './standing.ts';
import './standing-screen.css';

const LOOK_MS = 15_000;

/** Over every screen alike while the organization stands still: why, and then everything as it was, by itself. */
export function showStanding(root: HTMLElement): void {
  const cover = document.createElement('div');
  root.after(cover);
  let looking: ReturnType<typeof setInterval> | undefined;
  effect(() => {
    const still = standstill.value;
    const covered = still !== null && !toldElsewhere.value;
    root.hidden = covered;
    render(covered && <StandingScreen still={still} />, cover);
    if (still) looking ??= setInterval(() => void look(), LOOK_MS);
  });
  effect(() => {
    if (suspicions.value > 0) void look();
  });
}

function StandingScreen({ still: { code, title, detail } }: { still: Standstill }) {
  const closed = code === 'organization_closed';
  return (
    <main class="standing">
      <p class="standing__name">{page.organization.name}</p>
      <div role="alert">
        <h1 class="standing__title">{closed ? t('closed') : t('suspended')}</h1>
      </div>
      {detail !== title && (
        <p class="standing__why" dir="auto">
          {detail}
        </p>
      )}
      {!closed && <p class="standing__hint">{t('suspended_hint')}</p>}
    </main>
  );
}

/** What everybody may read: its refusal says how the organization stands, its answer that it is open again. */
async function look(): Promise<void> {
  try {
    await api.get('/organization/branding', { token: null });
    if (standstill.value !== null) location.reload();
  } catch (problem) {
    // No answer says nothing; a "no" has been heard already.
    if (!(problem instanceof ApiProblem)) throw problem;
  }
}
