const LOOK_EVERY_MS = 1_000;
/** A room where somebody is always being called shall get its new page, too. */
const PATIENCE_MS = 60_000;

/** Loads the page anew at the first quiet moment. What happens while there is no network waits until there is. */
export function reloadOnWish(idle: () => boolean): void {
  const since = performance.now();
  const timer = setInterval(() => {
    if (!idle() && performance.now() - since < PATIENCE_MS) return;
    // A browser's own error page would stay on the wall until somebody comes with a mouse.
    fetch(location.href, { cache: 'no-store' }).then(
      ({ ok }) => {
        if (!ok) return;
        clearInterval(timer);
        location.reload();
      },
      () => undefined,
    );
  }, LOOK_EVERY_MS);
}
