/** A scanner types as a keyboard does, only faster than anybody: so long between two letters, and the last one is Enter. */
const LETTER_WITHIN_MS = 60;
const SHORTEST = 6;

/** Collects what is typed in one go. Pure, but for what it remembers. */
export function createScanReader() {
  let text = '';
  let last = -Infinity;
  return {
    /** What was scanned, once its Enter has come; null until then. */
    read(key: string, at: number): string | null {
      const inTime = at - last <= LETTER_WITHIN_MS;
      // Shift, which scanners press for capitals.
      if (key.length > 1 && key !== 'Enter') return null;
      last = at;
      if (key === 'Enter') {
        const scanned = inTime && text.length >= SHORTEST ? text : null;
        text = '';
        return scanned;
      }
      text = inTime ? text + key : key;
      return null;
    },
  };
}

/** Hears a scanner wherever the focus is; its Enter presses no button. Answers how to stop. */
export function hearScanner(heard: (text: string) => void): () => void {
  const reader = createScanReader();
  const press = (event: KeyboardEvent) => {
    const scanned = reader.read(event.key, event.timeStamp);
    if (scanned === null) return;
    event.preventDefault();
    event.stopPropagation();
    heard(scanned);
  };
  addEventListener('keydown', press, { capture: true });
  return () => removeEventListener('keydown', press, { capture: true });
}
