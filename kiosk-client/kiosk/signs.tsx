/** For those who read none of the languages. */
export function PrinterSign() {
  return <Sign path="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z" />;
}

export function SpeakerSign() {
  return <Sign path="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />;
}

export function EraseSign() {
  return (
    <svg class="key__sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M9 5h11v14H9l-6-7zM12.5 9.5l5 5M17.5 9.5l-5 5" />
    </svg>
  );
}

export function CalendarSign() {
  return (
    <svg class="appointment-tile__sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M9 15l2 2 4-4" />
    </svg>
  );
}

function Sign({ path }: { path: string }) {
  return (
    <svg class="ticket__sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
