import { useSignal } from '@preact/signals';
import { Button } from '../shared/ui/button.tsx';
import { openSound, ready } from './alarm.ts';
import { askToTell, telling } from './notifications.ts';
import { t } from './texts.ts';

/** One tap for everything that this telephone can do to be heard; then, in words, what that is. */
export function TellMe({ token }: { token: string }) {
  const busy = useSignal(false);
  const tell = async () => {
    busy.value = true;
    await openSound();
    await askToTell(token).catch(() => undefined);
    busy.value = false;
  };
  if (telling.value === 'ask' || (telling.value !== 'closed' && !ready.value)) {
    return (
      <>
        <Button wide variant="primary" size="large" busy={busy.value} onClick={() => void tell()}>
          <Bell /> {t('tell_me')}
        </Button>
        {telling.value === 'install' && <p class="tell-me">{t('told_install')}</p>}
      </>
    );
  }
  return (
    <p class="tell-me tell-me--on" role="status">
      <Bell /> {inWords()}
    </p>
  );
}

function inWords(): string {
  switch (telling.value) {
    case 'closed':
      return t('told_closed');
    case 'blocked':
      return t('told_blocked');
    case 'install':
      return t('told_install');
    case 'ask':
    case 'open':
    case 'never':
      return t('told_open');
  }
}

function Bell() {
  return (
    <svg class="bell" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M6 10a6 6 0 0112 0c0 5 2 6 2 7H4c0-1 2-2 2-7M10 20a2 2 0 004 0" />
    </svg>
  );
}
