import { DoorFrame } from '../shared/account/door-frame.tsx';
import { page, screenPath } from '../shared/page.ts';
import { t } from './texts.ts';

/** A link that was used or has expired: what it was, and what to do now. */
export function LinkOver({ title, text }: { title: string; text: string }) {
  return (
    <DoorFrame above={page.organization.name} title={title}>
      <p role="alert">{text}</p>
      <a class="button button--secondary button--large button--wide" href={screenPath('/account')}>
        {t('to_sign_in')}
      </a>
    </DoorFrame>
  );
}
