import { useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { Fragment } from 'preact';
import type { Call } from '../shared/announce/announcements.ts';
import type { Caption } from '../shared/announce/announcer.ts';
import { directionOf, language, languages } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Fitted } from './fitted.tsx';
import { say, t } from './texts.ts';
import type { Focus } from './wall.ts';

const HIGHLIGHT_MS = 15_000;

/** The big card. When somebody is called it changes its colour, pulses three times, and stays so for a quarter of a minute. */
export function NowCalling({
  focus,
  current,
  saying,
  stale,
  closed,
}: {
  focus: Focus | null;
  current: ReadonlySignal<Call | null>;
  saying: ReadonlySignal<Caption | null>;
  stale: boolean;
  closed: boolean;
}) {
  const highlight = useHighlight(current);
  if (closed) return <Closed />;
  if (focus === null) return <Welcome />;
  const { ticket_number, counter, again } = focus;
  // What is not known to be true now is not said as if it were.
  const state = stale ? 'last' : focus.state;
  const bright = highlight !== null && state === 'called';
  const label = state === 'called' ? (again ? 'calling_again' : 'now_calling') : 'last_called';
  return (
    <section
      class={`calling calling--${state}${bright ? ' calling--bright' : ''}`}
      aria-live="assertive"
      aria-atomic="true"
    >
      {bright && <div key={highlight} class="calling__pulse" aria-hidden="true" />}
      <div class="calling__label">
        <h1 class="calling__title">{t(label)}</h1>
        {bright && saying.value !== null ? <Spoken {...saying.value} /> : <InOtherLanguages label={label} />}
      </div>
      <Fitted key={ticket_number} class="calling__number" text={ticket_number}>
        <TicketNumber>{ticket_number}</TicketNumber>
      </Fitted>
      <div class="calling__where">
        {counter !== null && (
          <>
            <svg class="calling__arrow" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M3 12h17M13 5l7 7-7 7" />
            </svg>
            <Fitted key={counter} class="calling__counter" text={counter} wraps>
              <bdi>{counter}</bdi>
            </Fitted>
          </>
        )}
      </div>
    </section>
  );
}

function Welcome() {
  return (
    <section class="calling calling--welcome">
      <h1 class="calling__welcome">{t('welcome')}</h1>
      <p class="calling__hint">{t('welcome_hint')}</p>
    </section>
  );
}

function Closed() {
  const { phone, website } = page.organization.contact;
  return (
    <section class="calling calling--welcome">
      <h1 class="calling__welcome">{t('closed')}</h1>
      {(phone ?? website) !== null && (
        <p class="calling__hint">
          <bdi dir="ltr">{[phone, website].filter((way) => way !== null).join('  ·  ')}</bdi>
        </p>
      )}
    </section>
  );
}

/** What the room hears, for whoever does not: the words themselves, in the language in which they are spoken. */
function Spoken({ language: spoken, text }: Caption) {
  return (
    <div class="calling__spoken" lang={spoken} dir={directionOf(spoken)} aria-hidden="true">
      <svg class="calling__speaker" viewBox="0 0 24 24">
        <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z" />
        <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />
      </svg>
      <Fitted key={text} class="calling__caption" text={text}>
        {text}
      </Fitted>
    </div>
  );
}

function InOtherLanguages({ label }: { label: 'now_calling' | 'calling_again' | 'last_called' }) {
  const others = languages.value.filter((other) => other !== language.value);
  const words = others.map((other) => say(other, label));
  return (
    <div aria-hidden="true">
      <Fitted class="calling__others" text={words.join()}>
        {others.map((other, index) => (
          <Fragment key={other}>
            {index > 0 && <span class="calling__dot">·</span>}
            <bdi lang={other}>{words[index]}</bdi>
          </Fragment>
        ))}
      </Fitted>
    </div>
  );
}

/** The key of the call whose colour is on, for at least fifteen seconds and as long as it is being announced. */
function useHighlight(current: ReadonlySignal<Call | null>): string | null {
  const lit = useSignal<{ key: string; until: number } | null>(null);
  useSignalEffect(() => {
    const call = current.value;
    const before = lit.peek();
    if (call !== null) {
      if (before?.key !== call.key) lit.value = { key: call.key, until: performance.now() + HIGHLIGHT_MS };
      return;
    }
    if (before === null) return;
    const timer = setTimeout(
      () => {
        lit.value = null;
      },
      Math.max(0, before.until - performance.now()),
    );
    return () => clearTimeout(timer);
  });
  return lit.value?.key ?? null;
}
