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
      disabled={disabled || busy}
      aria-busy={busy}
    >
      <span class="button__label">{rest.children}</span>
      {busy && <span class="button__spinner" aria-hidden="true" />}
    </button>
  );
}
