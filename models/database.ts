import { AsyncLocalStorage } from 'node:async_hooks';
import pg, { type Client } from 'pg';
import { Sequelize, Transaction, type Options } from 'sequelize';
import { defineApiKey } from './api-key.ts';
import { defineCounter } from './counter.ts';
import { defineDevice, defineDeviceCode, defineDeviceQueue } from './device.ts';
import { defineDisplayMessage, defineDisplayMessageQueue } from './display-message.ts';
import { defineDomain } from './domain.ts';
import { createFairGate, type GateTally } from './fair-gate.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { defineInvitation } from './invitation.ts';
import { defineOffice } from './office.ts';
import { defineOrganization } from './organization.ts';
import { defineProvider, defineProviderOffice } from './provider.ts';
import { defineQueue } from './queue.ts';
import { defineRefreshToken } from './refresh-token.ts';
import { defineProviderService, defineSchedule, defineScheduleException } from './schedule.ts';
import { defineService } from './service.ts';
import { defineUser } from './user.ts';

export type Database = ReturnType<typeof openDatabase>;

/** A named prepared statement: parsed once per connection, a third of the cost of a model's query. */
export type Statement = { name: string; text: string; values: readonly unknown[] };

/** One open transaction of one organization. */
export type Scope = {
  /** The database's clock when the transaction began. Known once the first statement has been answered. */
  readonly now: Date;
  query<Row extends object>(statement: Statement): Promise<Row[]>;
  /** A statement whose answer nobody needs. It travels with what follows, at the latest with COMMIT; should it fail, so does that. */
  send(statement: Statement): void;
  /** For the models: `Office.findAll({ where: { organization_id }, transaction })`. */
  transaction: Transaction;
};

/** What is to be counted, if anything is. Lines are organizations; two belong to none of them. */
export type DatabaseTally = GateTally & {
  /** Whoever was let in has a connection. */
  connected(ms: number): void;
  /** It was held for so long. */
  held(line: string, ms: number): void;
};

/** What is followed on its way through the database, if anything is. */
export type DatabaseTracing = {
  /** Does `work` as a step of what is going on. Names are those of statements and of this file. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
};

const BEGIN = {
  write: { name: 'begin-write', text: 'BEGIN', values: [] },
  read: { name: 'begin-read', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', values: [] },
} as const;

/** Whoever waits longer than this is told to try again: someone who taps waits for an answer. */
const PATIENCE_MS = 5_000;
/** Opening one costs more than a hundred short statements, and just when somebody is in a hurry. */
const IDLE_MS = 600_000;
/** Of one organization: its share of the connections would not serve more within that time. */
const MOST_WAITING = 2_000;
/** Of the connections that one organization may hold at once: the others begin while it waits for its own locks. */
const SHARE = 0.5;
/** The lines of what belongs to no organization: what nodes ask by themselves, and what strangers make them look up. */
const NODE = '';
export const STRANGERS = 'strangers';

/**
 * One pool of connections and the models over it. Nothing is connected before the first use.
 * @param url  the runtime role's connection string; `?prepare=false` where a pooler stands between that knows no prepared statements
 * @param poolSize  connections of this node; every one can hold a queue's lock, so more only queue in PostgreSQL, where nobody sees to it
 * that every organization has its turn
 */
export function openDatabase(
  url: string,
  {
    poolSize = 8,
    tally,
    tracing,
  }: { poolSize?: number; tally?: DatabaseTally | undefined; tracing?: DatabaseTracing | undefined } = {},
) {
  const options: Options & { databaseVersion: string } = {
    dialect: 'postgres',
    dialectModule: pg,
    logging: false,
    databaseVersion: '15.0.0', // the oldest that is supported; left open, Sequelize asks outside the doors
    pool: { max: poolSize, min: 0, acquire: PATIENCE_MS, idle: IDLE_MS },
    // Behind a pooler a setting of the session would stay on a connection that is the next one's.
    dialectOptions: {
      application_name: 'waitlessq',
      keepAlive: true,
      clientMinMessages: 'ignore',
      stream: () => new GatheringSocket(),
    },
    hooks: {
      afterConnect: (connection) => {
        // BEGIN, the organization and the first reads travel in one round trip.
        (connection as Client & { pipeline: boolean }).pipeline = true; // Sequelize does not type the hook's parameter
      },
      beforeQuery: refuseOutsideTheDoors,
    },
  };
  const { address, prepare } = readUrl(url);
  const sequelize = new Sequelize(address, options);
  const inside = new AsyncLocalStorage<true>();

  /** The pool itself serves whoever comes first, and a flood comes first. */
  const enter = createFairGate({
    atOnce: poolSize,
    atOncePerLine: Math.max(1, Math.floor(poolSize * SHARE)),
    mostWaiting: MOST_WAITING,
    patienceMs: PATIENCE_MS,
    tally,
  });

  const said = ({ name, text, values }: Statement) => ({
    ...(prepare && { name }),
    text,
    values: [...values],
    types: PARSERS,
  });

  const step: DatabaseTracing['step'] = tracing ? (name, work) => tracing.step(name, work) : (_name, work) => work();

  async function withConnection<T>(line: string, work: (connection: Client) => Promise<T>): Promise<T> {
    const leave = await step('turn', () => enter(line));
    try {
      return await onConnection(line, work);
    } finally {
      leave();
    }
  }

  async function onConnection<T>(line: string, work: (connection: Client) => Promise<T>): Promise<T> {
    const manager = sequelize.connectionManager;
    const asked = performance.now();
    // This dialect's connections are pg clients.
    const connection = (await step('connection', () => manager.getConnection({ type: 'write' }))) as Client;
    const began = performance.now();
    tally?.connected(began - asked);
    try {
      return await work(connection);
    } finally {
      tally?.held(line, performance.now() - began);
      // One that broke meanwhile is noticed by the pool's own validation when it is next asked for.
      manager.releaseConnection(connection);
    }
  }

  async function inTransaction<T>(
    mode: keyof typeof BEGIN,
    organizationId: string,
    work: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    // A transaction inside a transaction waits for a second connection while it holds the first: enough of them and all wait.
    if (inside.getStore()) throw new Error('a transaction inside a transaction');
    const name = mode === 'write' ? 'transaction' : 'snapshot';
    return inside.run(true, () =>
      step(name, () =>
        withConnection(organizationId, (connection) => transactionOn(connection, mode, organizationId, work)),
      ),
    );
  }

  async function transactionOn<T>(
    connection: Client,
    mode: keyof typeof BEGIN,
    organizationId: string,
    work: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    let now: Date | null = null;
    let firstError: unknown = null;
    const begun = Promise.all([
      connection.query(said(BEGIN[mode])),
      connection.query(said(setOrganization(organizationId))),
    ]);
    begun.then(
      ([, answer]) => (now = (answer.rows[0] as { now: Date }).now), // the column's type is given by the statement
      () => undefined, // awaited below
    );
    const query = async <Row extends object>(statement: Statement) => {
      try {
        const answer = await step(statement.name, () => connection.query(said(statement)));
        return answer.rows as Row[]; // the caller names the row that its own SQL returns
      } catch (error) {
        firstError ??= error;
        throw error;
      }
    };
    const scope: Scope = {
      get now() {
        if (now === null) throw new Error('the clock is known once the database has answered');
        return now;
      },
      query,
      send(statement) {
        query(statement).catch(() => undefined); // COMMIT finds it out, and throws `firstError`
      },
      transaction: modelTransaction(sequelize, connection),
    };
    try {
      const result = await work(scope);
      await begun;
      const { command } = await step('COMMIT', () => connection.query('COMMIT'));
      // A statement whose error was swallowed turns COMMIT into ROLLBACK without an error of its own.
      if (command !== 'COMMIT') throw new NothingStored(command);
      return result;
    } catch (error) {
      await connection.query('ROLLBACK').catch(() => undefined);
      throw isAftermath(error) ? (firstError ?? error) : error;
    }
  }

  return {
    sequelize,
    Organization: defineOrganization(sequelize),
    User: defineUser(sequelize),
    RefreshToken: defineRefreshToken(sequelize),
    Office: defineOffice(sequelize),
    Service: defineService(sequelize),
    Provider: defineProvider(sequelize),
    ProviderOffice: defineProviderOffice(sequelize),
    ProviderService: defineProviderService(sequelize),
    Schedule: defineSchedule(sequelize),
    ScheduleException: defineScheduleException(sequelize),
    Queue: defineQueue(sequelize),
    Counter: defineCounter(sequelize),
    Domain: defineDomain(sequelize),
    Device: defineDevice(sequelize),
    DeviceQueue: defineDeviceQueue(sequelize),
    DeviceCode: defineDeviceCode(sequelize),
    DisplayMessage: defineDisplayMessage(sequelize),
    DisplayMessageQueue: defineDisplayMessageQueue(sequelize),
    Invitation: defineInvitation(sequelize),
    ApiKey: defineApiKey(sequelize),
    inTransaction,
    /** What belongs to no organization: the directory of organizations, migrations, heads, timers. Row security hides all else. */
    async directory<Row extends object>(statement: Statement, line = NODE): Promise<Row[]> {
      return withConnection(line, async (connection) => {
        const answer = await step(statement.name, () => connection.query(said(statement)));
        return answer.rows as Row[]; // as above
      });
    },
    async close(): Promise<void> {
      await sequelize.close();
    },
  };
}

class NothingStored extends Error {
  constructor(answered: string) {
    super(`nothing was stored: COMMIT answered ${answered}`);
  }
}

/** Statements that travelled together all fail after the first that does; only the first one says why. */
function isAftermath(error: unknown): boolean {
  return error instanceof NothingStored || (error instanceof pg.DatabaseError && error.code === '25P02');
}

/** `prepare` is a word between us and ourselves; the driver is not told. */
export function readUrl(url: string): { address: string; prepare: boolean } {
  const address = new URL(url);
  const prepare = address.searchParams.get('prepare') !== 'false';
  address.searchParams.delete('prepare');
  return { address: address.href, prepare };
}

function setOrganization(organizationId: string): Statement {
  return {
    name: 'begin',
    text: "SELECT set_config('app.organization_id', $1, true), clock_timestamp() AS now",
    values: [organizationId],
  };
}

/** A bigint of ours is a version, a running number or a rank, all below 2^53: plain numbers. A date stays `YYYY-MM-DD`. */
const PARSERS: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE) return String;
    // We ask for text only; the typing also knows parsers of binary values.
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};

/**
 * A model's view of a transaction that is already open: the doors send BEGIN and COMMIT themselves (one round trip, and the
 * answer to COMMIT is checked), the models only need to know on which connection to speak. Sequelize has no public way to say so.
 */
function modelTransaction(sequelize: Sequelize, connection: Client): Transaction {
  return Object.assign(new Transaction(sequelize, {}), { connection });
}

function refuseOutsideTheDoors(options: object): void {
  const { transaction } = options as { transaction?: unknown }; // the hook's typing is looser than what it gets
  if (!transaction) throw new Error('a query outside transact() and snapshot(): it would run without an organization');
}
