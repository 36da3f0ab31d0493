import type { Language } from '../../../models/vocabulary.ts';
import { directionOf } from '../i18n/language.ts';
import './wall-message.css';

/** One message as it hangs on the wall, in one language. Everything is measured in em: the box around it says how large. */
export type Slide = { key: string; language: Language | null; text: string | null; picture: string | null };

/** The first line is what is read from afar, the rest what is read from nearby. A poster alone is shown whole. */
export function WallMessage({ slide: { language, text, picture }, onBroken }: Props) {
  const [title = '', ...rest] = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  const shape = picture === null ? 'words' : text === null ? 'poster' : 'both';
  return (
    <div class={`wall-message wall-message--${shape}`}>
      {text !== null && (
        <div
          class={`wall-message__words wall-message__words--${lengthOf(text)}`}
          {...(language !== null && { lang: language, dir: directionOf(language) })}
        >
          <p class="wall-message__title">{title}</p>
          {rest.map((line, index) => (
            <p key={index} class="wall-message__line">
              {line}
            </p>
          ))}
        </div>
      )}
      {picture !== null && <img class="wall-message__picture" src={picture} alt="" onError={onBroken} />}
    </div>
  );
}

type Props = { slide: Slide; onBroken?: () => void };

function lengthOf(text: string): 'short' | 'medium' | 'long' {
  if (text.length <= 70) return 'short';
  return text.length <= 150 ? 'medium' : 'long';
}
