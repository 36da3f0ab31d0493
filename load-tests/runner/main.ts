import { perform } from './perform.ts';

// npm run load -- <scenario> | seed: load-tests/README.md. k6 hears Ctrl-C itself and sums up; what was started here goes with it.
process.on('SIGINT', () => undefined);
process.exitCode = await perform(process.argv.slice(2));
