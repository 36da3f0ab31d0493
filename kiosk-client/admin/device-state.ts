import { lastSeenWords } from './last-seen.ts';
import type { ListedDevice } from './lists.ts';
import { t } from './texts.ts';

export type DeviceState = {
  tone: 'good' | 'warn' | 'bad';
  words: string;
  /** What to do about it. */ hint: string | null;
};

/** How a screen is, in words: the worst first. */
export function deviceState({ online, outdated, last_seen_at, report }: ListedDevice): DeviceState {
  if (last_seen_at === null) return { tone: 'warn', words: t('device_never'), hint: t('device_offline_hint') };
  if (!online) {
    return {
      tone: 'bad',
      words: t('device_offline', { when: lastSeenWords(last_seen_at) }),
      hint: t('device_offline_hint'),
    };
  }
  if (report?.sound === 'blocked') return { tone: 'warn', words: t('sound_blocked'), hint: t('sound_blocked_hint') };
  if (outdated) return { tone: 'warn', words: t('device_old'), hint: t('device_old_hint') };
  return { tone: 'good', words: t('device_online'), hint: null };
}
