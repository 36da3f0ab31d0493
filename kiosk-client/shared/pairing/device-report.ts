import type { DeviceReport } from '../../../models/vocabulary.ts';
import { soundState } from '../announce/sound-state.ts';
import { language } from '../i18n/language.ts';
import { lastError } from '../last-error.ts';
import { page } from '../page.ts';

/** How this screen is, as somebody far away would ask on the telephone. */
export function deviceReport(): DeviceReport {
  const pixels = (points: number) => Math.round(points * devicePixelRatio);
  return {
    build: page.build,
    width: pixels(screen.width),
    height: pixels(screen.height),
    language: language.value,
    sound: soundState.value,
    error: lastError(),
  };
}
