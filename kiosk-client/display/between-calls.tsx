import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ShownMessage } from '../../realtime/contract/resources/display-messages.ts';
import { languages } from '../shared/i18n/language.ts';
import { slidesOf } from '../shared/wall-message/slides-of.ts';
import { WallMessage } from '../shared/wall-message/wall-message.tsx';

const EACH_MS = 12_000;

/** How far the messages have come, and pictures that cannot be shown: kept over the calls between them. */
export type Turn = Signal<{ at: number; broken: ReadonlySet<string> }>;

/** What the organization has to say, calmly, one thing after the other. */
export function BetweenCalls({ messages, turn }: { messages: readonly ShownMessage[]; turn: Turn }) {
  const slides = slidesOf(messages, languages.value, turn.value.broken);
  const many = slides.length > 1;
  useEffect(() => {
    if (!many) return;
    const timer = setInterval(() => {
      turn.value = { ...turn.value, at: turn.value.at + 1 };
    }, EACH_MS);
    return () => clearInterval(timer);
  }, [many, turn]);

  const slide = slides[turn.value.at % Math.max(1, slides.length)];
  if (slide === undefined) return null;
  return (
    <section class="between">
      <div key={slide.key} class="between__slide">
        <WallMessage
          slide={slide}
          onBroken={() => {
            const broken = new Set(turn.value.broken);
            if (slide.picture !== null) broken.add(slide.picture);
            turn.value = { ...turn.value, broken };
          }}
        />
      </div>
      {many && slides.length <= MOST_DOTS && (
        <p class="between__dots" aria-hidden="true">
          {slides.map(({ key }) => (
            <span key={key} class={key === slide.key ? 'between__dot between__dot--now' : 'between__dot'} />
          ))}
        </p>
      )}
    </section>
  );
}

const MOST_DOTS = 12;

export function useTurn(): Turn {
  return useSignal<Turn['value']>({ at: 0, broken: new Set() });
}
