import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import './button.css';

type Props = Omit<ButtonHTMLAttributes, 'size' | 'type' | 'disabled' | 'class'> & {
  children: ComponentChildren;
  /** One `primary` on a screen: what the person most likely wants now. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'normal' | 'large' | 'huge';
  /** Asked, and not answered yet: it stays where it is and takes no second press. */
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
  type?: 'button' | 'submit';
  class?: string;
};

export function Button({
  variant = 'secondary',
  size = 'normal',
  busy = false,
  wide = false,
  type = 'button',
  disabled = false,
  onClick,
  ...rest
}: Props) {
  const classes = [
    'button',
    `button--${variant}`,
    `button--${size}`,
    wide && 'button--wide',
    busy && 'button--busy',
    rest.class,
  ];
  return (
    <button
      {...rest}
      type={type}
      class={classes.filter(Boolean).join(' ')}
      disabled={disabled}
      // Not `disabled`: that would take the focus away, and with it the place of whoever works by keyboard.
      aria-disabled={busy || undefined}
      aria-busy={busy}
      // Enter in a field presses the button of the form, too.
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      <span class="button__label">{rest.children}</span>
      {busy && <span class="button__spinner" aria-hidden="true" />}
    </button>
  );
}
