/** Long enough to notice a wrong tap, short enough that the room has not moved on. */
export const UNDO_WITHIN_MS = 2 * 60_000;
