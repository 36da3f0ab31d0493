import { bringBuildUpToDate } from './build.ts';
import { startServices } from './services-process.ts';

/** Before the first live or browser test: the built service, and one PostgreSQL with a migrated template. */
export default async function globalSetup(): Promise<void> {
  bringBuildUpToDate();
  const { postgresUrl } = await startServices();
  // The workers are started after this and inherit it.
  process.env['TEST_POSTGRES_URL'] = postgresUrl;
}
