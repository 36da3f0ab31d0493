/** Forward, whichever way one reads. */
export function TileArrow() {
  return (
    <svg class="tile-arrow" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M9 4l8 8-8 8" />
    </svg>
  );
}
