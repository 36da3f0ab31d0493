type Position = { latitude: number; longitude: number };

/** A position as it is kept; left out, nothing is said of it. */
export function positionColumns(position: Position | null | undefined) {
  if (position === undefined) return {};
  return { latitude: position?.latitude ?? null, longitude: position?.longitude ?? null };
}
