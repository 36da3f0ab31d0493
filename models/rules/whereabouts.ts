export type Position = { latitude: number; longitude: number };

/** Mean radius of the earth in metres (Moritz, Geodetic Reference System 1980: R1). */
const EARTH = 6_371_008.8;

/**
 * Great-circle distance in metres by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984,
 * p. 159): exact for short ways, where the law of cosines loses its digits, and within 0.6 % of the ellipsoid.
 */
export function metresBetween(one: Position, other: Position): number {
  const north = radians(other.latitude - one.latitude);
  const east = radians(other.longitude - one.longitude);
  const square =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(square)));
}

/** `accuracy`: metres within which the telephone is with 95 % (W3C Geolocation, 10.4). */
export type Located = Position & { accuracy: number };

/**
 * Whether somebody is at a place. Not known where the telephone is less sure than the place is wide, or near its edge: a person
 * across the street is not taken in by mistake, and nobody at the door is sent away.
 * @param radius  metres around the place that belong to it
 */
export function whereabouts(person: Located, place: Position, radius: number): 'here' | 'away' | 'not_known' {
  const distance = metresBetween(person, place);
  if (distance - person.accuracy > radius) return 'away';
  return distance <= radius && person.accuracy <= radius ? 'here' : 'not_known';
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
