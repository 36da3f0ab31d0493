import type { QueryConfig, QueryResult } from 'pg';
import type { Database } from '../../models/database.ts';

/** What a test may do to everything that is said to the database. */
export type Tampering = {
  /** Every transaction is answered as if it had been stored, and is rolled back. */
  rehearse: boolean;
  /** The service's own `organization_id = ...` are always true: nothing but row security is left. */
  dropFilters: boolean;
  /** Statements that lost a filter, and those of tenant tables that had none to lose, each as it was said. */
  readonly unfiltered: Set<string>;
  readonly withoutFilter: Set<string>;
};

type Said = string | QueryConfig;
type Query = (said: Said, ...rest: unknown[]) => Promise<QueryResult>;

/** `organization_id = $1` and what the models write: `"organization_id" = '...'`. A join's `a.organization_id = b.organization_id` stays. */
const FILTER = /(?:"?\w+"?\.)?"?\borganization_id"?\s*=\s*(\$\d+|'[0-9a-f-]{36}')(::uuid)?/gi;

/** Must be called before the first query: it takes hold of each connection as it is made. */
export function tamperWith(database: Database): Tampering {
  const tampering: Tampering = {
    rehearse: false,
    dropFilters: false,
    unfiltered: new Set(),
    withoutFilter: new Set(),
  };
  database.sequelize.addHook('afterConnect', (connection) => {
    const client = connection as { query: Query }; // this dialect's connections are pg clients
    const query = client.query.bind(client);
    client.query = (said, ...rest) => {
      if (said === 'COMMIT' && tampering.rehearse) return rehearsed(query);
      return query(tampering.dropFilters ? withoutFilters(said, tampering) : said, ...rest);
    };
  });
  return tampering;
}

/** What a COMMIT would complain about is asked for; then nothing is kept. */
async function rehearsed(query: Query): Promise<QueryResult> {
  const [, answer] = await Promise.all([query('SET CONSTRAINTS ALL IMMEDIATE'), query('ROLLBACK')]);
  return { ...answer, command: 'COMMIT' };
}

function withoutFilters(said: Said, tampering: Tampering): Said {
  const text = typeof said === 'string' ? said : said.text;
  const [changed, dropped] = dropFilters(text);
  (dropped > 0 ? tampering.unfiltered : tampering.withoutFilter).add(text);
  if (typeof said === 'string') return changed;
  // A prepared statement of the same name says something else.
  return { ...said, ...(said.name !== undefined && { name: `${said.name} unfiltered` }), text: changed };
}

/** The statement with every filter by organization made true, and how many there were. */
export function dropFilters(text: string): [changed: string, dropped: number] {
  let dropped = 0;
  const changed = text.replaceAll(FILTER, (_filter, value: string) => {
    dropped++;
    return `${value}::uuid IS NOT NULL`;
  });
  return [changed, dropped];
}
