const DIRECTIONS: Partial<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/**
 * Arrow keys go to the nearest appointment that way on the screen; with Shift they move it there: so many columns along the line
 * of reading, so many steps of the grid. Enter is the button's own.
 */
export function goByArrows(event: KeyboardEvent, move: (key: string, sideways: number, steps: number) => void): void {
  const here = blockAt(event.target);
  const direction = DIRECTIONS[event.key];
  if (!here || !direction || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (!event.shiftKey) return nearest(here, direction)?.focus();
  const turned = getComputedStyle(here).direction === 'rtl' ? -1 : 1;
  move(keyOf(here) ?? '', direction[0] * turned, direction[1]);
}

export function keyOf(target: EventTarget | null): string | null {
  return blockAt(target)?.dataset['appointment'] ?? null;
}

function blockAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[data-appointment]') : null;
}

function nearest(here: HTMLElement, [x, y]: readonly [number, number]): HTMLElement | undefined {
  const mine = here.getBoundingClientRect();
  const column = here.closest('[data-column]');
  const all = document.querySelectorAll<HTMLElement>('[data-appointment]');
  return Array.from(all)
    .filter((one) => one !== here && (x !== 0 || one.closest('[data-column]') === column))
    .map((one) => {
      const box = one.getBoundingClientRect();
      const [right, down] = [box.left - mine.left, box.top - mine.top];
      return { one, along: right * x + down * y, far: Math.abs(right) * (y === 0 ? 1 : 4) + Math.abs(down) };
    })
    .filter(({ along }) => along > 1)
    .sort((one, other) => one.far - other.far)[0]?.one;
}
