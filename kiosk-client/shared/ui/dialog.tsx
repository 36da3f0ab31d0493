import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './dialog.css';

type Props = {
  open: boolean;
  title: string;
  /** Room for things side by side, where the screen has it. */
  wide?: boolean;
  /** Escape, the back of the dialog, or whatever else means "no". */
  onClose: () => void;
  children?: ComponentChildren;
  /** The buttons, the most likely one last. */
  actions?: ComponentChildren;
};

/** The browser's own dialog: it keeps the focus inside and closes on Escape. */
export function Dialog({ open, title, wide = false, onClose, children, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element || !open) return;
    const before = document.activeElement;
    // Old Safari knows the element and not the method; there it is a plain block over the page.
    if (typeof element.showModal === 'function') element.showModal();
    else element.setAttribute('open', '');
    return () => {
      if (typeof element.close === 'function') element.close();
      else element.removeAttribute('open');
      // The browser gives the focus back only where the dialog is still part of the page.
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open]);

  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      class={wide ? 'dialog dialog--wide' : 'dialog'}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="dialog__body">
        <h2 class="dialog__title">{title}</h2>
        {children}
        {actions && <div class="dialog__actions">{actions}</div>}
      </div>
    </dialog>
  );
}
