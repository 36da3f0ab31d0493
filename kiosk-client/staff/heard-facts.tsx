import { Icon } from '../shared/ui/icon.tsx';
import { personKey } from './heard-calls.ts';
import { heardWhere, type HeardWhere } from './heard-where.ts';
import type { Placed } from './next-person.ts';
import { nowRoughly } from './now.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

/** "Announced on TV 2", or that one has to call into the room oneself. */
export function HeardFacts({ placed: { board, entry } }: { placed: Placed }) {
  const { desk } = useWork();
  const heard = desk.heard.value;
  const person = personKey(board.queue_id, entry.seq);
  const calledAt = heard.calledAt.get(person);
  const where = heardWhere(
    desk.displays.value,
    heard.by.get(person) ?? [],
    board.queue_id,
    calledAt === undefined ? null : nowRoughly.value - calledAt,
  );
  return (
    <>
      {where.announcedOn.length > 0 && (
        <span class="present__fact">
          <Icon name="screen" /> {t('announced_on', { displays: where.announcedOn.join(', ') })}
        </span>
      )}
      {troubles(where).map((words) => (
        <span key={words} class={where.callByVoice === null ? 'present__fact' : 'present__fact present__fact--warn'}>
          <Icon name="screen" /> {words}
        </span>
      ))}
    </>
  );
}

function troubles({ offline, silent, callByVoice }: HeardWhere): string[] {
  const off = offline.length > 0 ? [t('displays_offline', { displays: offline.join(', ') })] : [];
  const mute = silent.length > 0 ? [t('displays_silent', { displays: silent.join(', ') })] : [];
  switch (callByVoice) {
    case null:
      return [...off, ...mute];
    case 'offline':
      return [t('displays_offline_call', { displays: offline.join(', ') })];
    case 'silent':
      return [...off, t('displays_silent_call', { displays: silent.join(', ') })];
    case 'not_announced':
      return [...off, ...mute, t('not_announced_call')];
    case 'no_display':
      return [t('no_display_call')];
  }
}
