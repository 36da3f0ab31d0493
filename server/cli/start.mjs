import { prepare } from './prepare.mjs';

await prepare();
process.setSourceMapsEnabled(true);
const { main } = await import('../../dist/server/main.js');
await main();
