import type { ComponentChildren } from 'preact';
import { LanguagePicker } from '../ui/language-picker.tsx';
import './sign-in.css';

/** What stands before somebody comes in: one card in the middle, and the language. */
export function DoorFrame({ above, title, children }: { above: string; title: string; children: ComponentChildren }) {
  return (
    <main class="sign-in">
      <div class="sign-in__card">
        <header>
          <p class="sign-in__screen">{above}</p>
          <h1 class="sign-in__title">{title}</h1>
        </header>
        {children}
      </div>
      <LanguagePicker />
    </main>
  );
}
