import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/ui/icon.tsx';

/** A page's title, what it is for, and the one thing to do. */
export function PageHead({
  title,
  about,
  back,
  action,
}: {
  title: string;
  about?: string;
  back?: { href: string; words: string };
  action?: ComponentChildren;
}) {
  return (
    <header class="page-head">
      <div class="page-head__words">
        {back && (
          <a class="page-head__back" href={back.href}>
            <Icon name="back" /> {back.words}
          </a>
        )}
        <h1 class="page-head__title">{title}</h1>
        {about !== undefined && <p class="page-head__about">{about}</p>}
      </div>
      {action}
    </header>
  );
}
