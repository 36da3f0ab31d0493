export type Box = { left: number; top: number; width: number; height: number };
export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** Which box an arrow key leads to: the nearest one that way, what lies aside counted double. Null: none that way. */
export function nextBox(from: Box, boxes: readonly Box[], direction: Direction): number | null {
  const start = centre(from);
  let best: { index: number; distance: number } | null = null;
  boxes.forEach((box, index) => {
    const end = centre(box);
    const right = end.x - start.x;
    const down = end.y - start.y;
    const along = { ArrowLeft: -right, ArrowRight: right, ArrowUp: -down, ArrowDown: down }[direction];
    // Between the edges: a wide button under a small one is straight below it, wherever its middle is.
    const aside =
      direction === 'ArrowLeft' || direction === 'ArrowRight'
        ? gap(from.top, from.height, box.top, box.height)
        : gap(from.left, from.width, box.left, box.width);
    // Sideways is the wrong way when it is the longer part.
    if (along < 1 || aside > along * 2) return;
    const distance = along + 2 * aside;
    if (best === null || distance < best.distance) best = { index, distance };
  });
  // The compiler does not see assignments made inside forEach.
  return (best as { index: number } | null)?.index ?? null;
}

/** Arrow keys walk over the buttons of a screen, as a keypad under a tablet does; from nowhere they begin at the first one. */
export function walkWithArrows(root: HTMLElement): () => void {
  const press = (event: KeyboardEvent) => {
    if (!isDirection(event.key)) return;
    // Within a name the caret walks.
    if (event.target instanceof HTMLInputElement && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return;
    event.preventDefault();
    const buttons = Array.from(root.querySelectorAll<HTMLElement>('button:not(:disabled), input'));
    const present = buttons.find((button) => button === document.activeElement);
    if (present === undefined) return buttons[0]?.focus();
    const index = nextBox(
      present.getBoundingClientRect(),
      buttons.map((button) => button.getBoundingClientRect()),
      event.key,
    );
    if (index !== null) buttons[index]?.focus();
  };
  root.addEventListener('keydown', press);
  return () => root.removeEventListener('keydown', press);
}

function isDirection(key: string): key is Direction {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}

function gap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.max(0, otherStart - (start + length), start - (otherStart + otherLength));
}

function centre({ left, top, width, height }: Box): { x: number; y: number } {
  return { x: left + width / 2, y: top + height / 2 };
}
