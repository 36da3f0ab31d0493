import { signal, type ReadonlySignal } from '@preact/signals';

/** What the browser's own history knows of each place: how far one has come, and whether something was booked just now. */
type State = { depth: number; fresh?: boolean } | null;

export type Place = {
  /** Of `/b/<token>`: the own booking. Null while one is being made. */
  token: string | null;
  /** The step. */
  hash: string;
  /** Where nothing lies behind, "back" must not leave the page. */
  depth: number;
  /** Booked a moment ago. */
  fresh: boolean;
};

const place = signal(read());
/** Where somebody stands, as the address says. */
export const here: ReadonlySignal<Place> = place;

/** For as long as the page is open: "back" and "forward" of the browser. */
export function followAddress(): void {
  addEventListener('popstate', look);
}

export function goTo(address: string): void {
  history.pushState({ depth: place.peek().depth + 1 } satisfies State, '', address);
  look();
}

/** Another name for where one stands. */
export function stayAt(address: string): void {
  const { depth, fresh } = place.peek();
  history.replaceState({ depth, fresh } satisfies State, '', address);
  look();
}

export function goBack(): void {
  history.back();
}

/** Whoever goes back from what was booked does not come to its form again. */
export function becomeBooked(address: string): void {
  history.replaceState({ depth: 0, fresh: true } satisfies State, '', address);
  look();
}

function look(): void {
  place.value = read();
}

function read(): Place {
  const state = history.state as State; // written by this file
  return {
    token: /\/b\/(apt_[\w-]+)\/?$/.exec(location.pathname)?.[1] ?? null,
    hash: location.hash,
    depth: state?.depth ?? 0,
    fresh: state?.fresh === true,
  };
}
