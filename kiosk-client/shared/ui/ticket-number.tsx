/** A042, always from left to right, digits of one width. */
export function TicketNumber({ children, class: extra }: { children: string; class?: string }) {
  return (
    <bdi dir="ltr" class={extra ? `number ${extra}` : 'number'}>
      {children}
    </bdi>
  );
}
