import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { bringBuildUpToDate } from '../tests/support/build.ts';
import { startPostgres, type Postgres } from '../tests/support/postgres.ts';
import { prepareTemplate } from '../tests/support/template.ts';
import { benchCallNext } from './call-next.ts';
import { benchClickToScreen } from './click-to-screen.ts';
import { printTable, type Table } from './table.ts';

/** What can be measured; `npm run bench -- call-next` measures that alone. */
const SECTIONS: Record<string, (postgres: Postgres) => Promise<Table>> = {
  'call-next': benchCallNext,
  'click-to-screen': benchClickToScreen,
};

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0)
    throw new Error(`there is no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);

  bringBuildUpToDate();
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${process.platform}`;
  console.log(`${new Date().toISOString()}  ${machine}\n`);
  const postgres = await startPostgres({ durable: true });
  try {
    await prepareTemplate(postgres.url);
    process.env['TEST_POSTGRES_URL'] = postgres.url;
    const tables: Record<string, Table> = {};
    for (const [name, section] of Object.entries(SECTIONS)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      tables[name] = await section(postgres);
      printTable(tables[name]);
    }
    const file = join(import.meta.dirname, 'last.json');
    writeFileSync(file, JSON.stringify({ at: new Date(), machine, tables }, null, 2));
    console.log(`also in ${file}`);
  } finally {
    await postgres.stop();
  }
}

await main();
