/** The telephone does not know, or may not say, where it is. */
export class NoPosition extends Error {}

const PATIENCE_MS = 15_000;

/** Asked for once, for this one question; nothing of it is kept here. @throws NoPosition */
export function ownPosition(): Promise<{ latitude: number; longitude: number; accuracy: number }> {
  return new Promise((resolve, reject) => {
    // Without TLS a browser has no position at all.
    if (!('geolocation' in navigator)) return reject(new NoPosition());
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy }),
      () => reject(new NoPosition()),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
    );
  });
}
