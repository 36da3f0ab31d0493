import { useEffect, useState } from 'preact/hooks';
import { WallMessage, type Slide } from '../../shared/wall-message/wall-message.tsx';
import { t } from '../texts.ts';
import './message-preview.css';

/** Sooner than on the wall: nobody waits here. */
const EACH_MS = 4_000;

/** The message as it will hang there, in each of its languages. */
export function MessagePreview({ slides }: { slides: readonly Slide[] }) {
  const [at, setAt] = useState(0);
  const many = slides.length > 1;
  useEffect(() => {
    if (!many) return;
    const timer = setInterval(() => setAt((before) => before + 1), EACH_MS);
    return () => clearInterval(timer);
  }, [many]);

  const slide = slides[at % Math.max(1, slides.length)];
  return (
    <figure class="message-preview">
      <div class="message-preview__wall night">
        {slide ? <WallMessage slide={slide} /> : <p class="message-preview__none">{t('no_words_yet')}</p>}
      </div>
      <figcaption class="message-preview__caption">{t('message_preview')}</figcaption>
    </figure>
  );
}
