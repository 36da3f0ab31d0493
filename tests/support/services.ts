import { prepareTemplate } from './template.ts';
import { startPostgres } from './postgres.ts';

/**
 * The process that keeps PostgreSQL for one run of jest. It says where on its first line and lives as long as its
 * standard input stays open, so that nothing outlives a run that was killed.
 */
async function main(): Promise<void> {
  const postgres = await startPostgres();
  try {
    await prepareTemplate(postgres.url);
    console.log(JSON.stringify({ postgresUrl: postgres.url }));
    for await (const _ of process.stdin);
  } finally {
    await postgres.stop();
  }
}

await main();
