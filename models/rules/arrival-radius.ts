/** Metres around an office within which somebody is there, where it says nothing else. */
export const ARRIVAL_RADIUS = 200;
