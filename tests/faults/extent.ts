/** `npm run test:faults`: every fault for longer, pairs of them at once. */
export const LONG = process.env['FAULTS'] === 'long';

/** Each is another order, and another clinic. */
export const SEEDS = (process.env['FAULT_SEEDS'] ?? '1').split(',').map(Number);
