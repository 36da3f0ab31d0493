import type { Database } from '../../models/database.ts';
import type { Keys } from '../access/keys.ts';
import type { Addresses } from '../addresses.ts';
import type { Doors } from '../doors.ts';
import type { WaitEstimates } from '../queries/wait-estimates.ts';

/** What the demo needs of the node that it runs on. */
export type DemoSite = {
  /** Of the database, as the service. */
  url: string;
  database: Database;
  doors: Doors;
  estimates: WaitEstimates;
  keys: Keys;
  addresses: Addresses;
  /** What the organization's paths begin with. */
  base: string;
};
