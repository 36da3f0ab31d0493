import { prepare } from './prepare.mjs';

await prepare();
process.setSourceMapsEnabled(true);
const { run } = await import('../../dist/server/cli/commands.js');
await run(process.argv.slice(2));
