/** `npm run test:faults`: every fault for longer, pairs of them at once. */
export const LONG = process.env['FAULTS'] === 'long';

/** Each is another order, other victims, and another clinic. */
export const SEEDS = (process.env['FAULT_SEEDS'] ?? '1').split(',').map(Number);

/** How long each thing stays broken. */
export const LASTS_MS = LONG ? 20_000 : 1_000;

/** Where the figures are written as well, for programs. */
export const REPORT_FILE = process.env['FAULTS_JSON'];
