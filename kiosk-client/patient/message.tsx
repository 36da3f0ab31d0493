import type { ComponentChildren } from 'preact';

const ICONS = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pause: 'M9 6v12M15 6v12',
  door: 'M6 20V4h9v16M4 20h16M12 12h.01',
  away: 'M7 17L17 7M9 7h8v8',
  late: 'M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18',
  question: 'M9 9.5a3 3 0 115 2.2c-1.2.9-2 1.5-2 3M12 18h.01',
} as const;

type Props = {
  /** Where, larger than all the rest. */
  place?: string | null;
  icon: keyof typeof ICONS;
  title: string;
  children: ComponentChildren;
  tone?: 'calm' | 'good' | 'warn';
};

/** One state of the visit that is not a place: an icon, a few words. */
export function Message({ icon, title, place = null, children, tone = 'calm' }: Props) {
  return (
    <section class={`message message--${tone}`}>
      <svg class="message__icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d={ICONS[icon]} />
      </svg>
      <h1 class="message__title">
        {title}
        {place !== null && <bdi class="message__place">{place}</bdi>}
      </h1>
      <p class="message__text">{children}</p>
    </section>
  );
}
