import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/ui/button.tsx';
import { Notices } from './notices.tsx';
import type { Placed } from './next-person.ts';
import { primaryAction } from './primary-action.ts';
import { t } from './texts.ts';
import { useDo } from './use-do.ts';
import { useWork } from './work-context.ts';

/** The second tap of a double tap must not press what has just taken the first one's place. */
const NEW_MEANING_MS = 350;

/** Under the thumb: one large button, and above it what else may happen at the counter now. */
export function Dock() {
  const work = useWork();
  const { desk, asked } = work;
  const view = desk.view.value;
  const action = primaryAction(view);
  const does = useDo();
  const cannot = view.status === 'stale' || view.status === 'connecting' || view.status === 'reconnecting';
  const working = (name: string) => asked.value?.state === 'working' && asked.value.name.split(' ')[0] === name;
  // Not confirmed is no reason to stop: the same button asks again, another one goes on from what the board shows.
  const disabled = (permission: 'entry.call' | 'entry.serve') =>
    cannot || asked.value?.state === 'working' || !work.may(permission);

  // The keyboard stays at the counter: what was pressed makes room for what comes next.
  const dock = useRef<HTMLElement>(null);
  const held = useRef(false);
  held.current ||= dock.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (held.current && lost) dock.current?.querySelector<HTMLElement>('.dock__primary:enabled')?.focus();
    else held.current = false;
  });

  const meaning = useRef({ does: action.does, since: 0 });
  if (meaning.current.does !== action.does) meaning.current = { does: action.does, since: Date.now() };
  const settled = () => Date.now() - meaning.current.since > NEW_MEANING_MS;

  const secondary = (name: string, words: string, run: () => void) => (
    <Button
      key={name}
      size="large"
      busy={working(name)}
      disabled={!working(name) && disabled('entry.serve')}
      onClick={run}
    >
      {words}
    </Button>
  );
  const primary = (name: string, words: ComponentChildren, run: () => void, on = true) => (
    <Button
      variant="primary"
      size="huge"
      wide
      class="dock__primary"
      busy={working(name)}
      disabled={!on || (!working(name) && disabled('entry.call'))}
      onClick={() => settled() && run()}
    >
      {words}
    </Button>
  );

  return (
    // A key that is held presses once: what it would press next is something else.
    <footer ref={dock} class="dock" onKeyDown={(event) => event.repeat && event.preventDefault()}>
      <Notices />
      {action.does === 'serve' && (
        <>
          <div class="dock__row">
            {secondary('recall', t('recall'), does.recall)}
            {secondary('no_show', t('no_show'), does.no_show)}
          </div>
          {primary('serve', t('start'), does.serve)}
        </>
      )}
      {(action.does === 'finish' || action.does === 'finish_and_call') && (
        <>
          <div class="dock__row">
            {secondary('park', t('park'), () => void work.ask(work.wishes.park(action.present)))}
            {secondary(
              'transfer',
              t('transfer'),
              () => (work.sheet.value = { kind: 'person', entryId: action.present.entry.id, task: 'transfer' }),
            )}
            {action.does === 'finish_and_call' && secondary('finish', t('finish'), does.finish)}
          </div>
          {action.does === 'finish'
            ? primary('finish', t('finish'), does.finish)
            : primary(
                'finish_and_call',
                <NextWords
                  words={t('finish_and_call', { number: action.next.entry.ticket_number })}
                  next={action.next}
                />,
                does.next,
              )}
        </>
      )}
      {action.does === 'call' &&
        primary('call_next', t('call_next', { number: action.next.entry.ticket_number }), does.next)}
      {action.does === 'continue' && primary('continue', t('continue_work'), does.goOn)}
      {action.does === 'close' && primary('close_counter', t('close_counter'), does.close)}
      {action.does === 'rest' && primary('call_next', t('queues_paused'), does.next, false)}
      {action.does === 'nothing' && primary('call_next', t('nobody_waiting'), does.next, false)}
    </footer>
  );
}

function NextWords({ words, next }: { words: string; next: Placed }) {
  return (
    <span class="dock__words">
      <span>{words}</span>
      {next.entry.patient_name !== null && <span class="dock__name">{next.entry.patient_name}</span>}
    </span>
  );
}
