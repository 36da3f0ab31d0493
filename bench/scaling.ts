import type { Bench } from './bench.ts';
import type { Recording } from './recording.ts';
import { round } from './statistics.ts';
import type { Row, Table } from './table.ts';

/** What is taken for granted. None of it is measured: put your own figures here. */
const DAY = {
  phones: 100,
  queues: 5,
  /** A display and two counters. */
  screensPerQueue: 3,
  /** From joining until the phone has gone. */
  stayMinutes: 45,
  /** Joined, called, being served, served. */
  changesPerStay: 4,
  /** A phone that was locked comes back. */
  connectsPerStay: 6,
};
/** Of an organization each. */
const SIZES = [100, 1_000, 10_000];
/** Of a core or a machine: the rest is for mornings, for neighbours and for what another one leaves behind. */
const FULL = 0.5;
const DATABASE_CORES = 32;
/** One process, one core; far more sockets than a core can serve. */
const MOST_NODES = 2_000;
/** An example, in any currency, for a month. */
const PRICES = { core: 20, gigabyte: 4 };
/** Resident in an empty node; what it learns while it works is in the measured figure of the sockets. */
const EMPTY_NODE_GB = 0.15;

/** What was measured, in microseconds unless said. */
type Costs = {
  delivery: number;
  connect: number;
  /** Of a second in which nothing happens, for each socket. */
  idle: number;
  commandAtNode: number;
  commandAtDatabase: number;
  /** For each change and node. */
  redis: number;
  /** A change for whose queue nobody listens at the node. */
  unheard: number;
  headAtNode: number;
  headAtDatabase: number;
  megabytesPerSocket: number;
};

/** How the sockets of an organization find their node. */
const PLACEMENTS = {
  'at any node': (queues: number, listeners: number, nodes: number) => queues * (1 - (1 - 1 / nodes) ** listeners),
  "at its organization's node": (queues: number, _listeners: number, nodes: number) => queues / nodes,
} as const;
type Placement = keyof typeof PLACEMENTS;

/** Reckoned from what the other sections have measured: how many machines many organizations take, and what is full first. */
export async function benchScaling({ soFar }: Pick<Bench, 'soFar'>): Promise<Table> {
  const costs = costsFrom(soFar);
  const sizes = SIZES.flatMap((organizations) =>
    (Object.keys(PLACEMENTS) as Placement[]).map((placement) => rowOf(organizations, placement, costs)),
  );
  return {
    title: 'Scaling: what many organizations take, reckoned from the sections above',
    how:
      `An organization has ${DAY.phones} phones, ${DAY.queues} queues and ${DAY.screensPerQueue} screens for each; somebody stays for ${DAY.stayMinutes} minutes, makes ${DAY.changesPerStay} changes and connects ${DAY.connectsPerStay} times. ` +
      `Nothing is more than ${FULL * 100} % full; a node is one process on one core. Measured: ${inWords(costs)}. ` +
      `The price is an example: ${PRICES.core} for each core and ${PRICES.gigabyte} for each GB. The last rows say how far one thing goes before it is that full, everything else aside.`,
    busy: 'Nobody: this is arithmetic.',
    rows: [...sizes, ...limits(costs)],
  };
}

/** Figures by the second. */
function loadOf(organizations: number) {
  const phones = organizations * DAY.phones;
  const queues = organizations * DAY.queues;
  const staySeconds = DAY.stayMinutes * 60;
  const listeners = DAY.phones / DAY.queues + DAY.screensPerQueue;
  const changes = (phones * DAY.changesPerStay) / staySeconds;
  return {
    phones,
    queues,
    listeners,
    sockets: queues * listeners,
    changes,
    deliveries: changes * listeners,
    connects: (phones * DAY.connectsPerStay) / staySeconds,
  };
}

function rowOf(organizations: number, placement: Placement, costs: Costs): Row {
  const load = loadOf(organizations);
  const shared =
    load.deliveries * costs.delivery +
    load.connects * costs.connect +
    load.sockets * costs.idle +
    load.changes * costs.commandAtNode;
  const queuesAt = (nodes: number) => PLACEMENTS[placement](load.queues, load.listeners, nodes);
  const atEach = (nodes: number) => load.changes * costs.unheard + queuesAt(nodes) * costs.headAtNode;
  let nodes = 1;
  while (shared / nodes + atEach(nodes) > FULL * 1e6 && nodes < MOST_NODES) nodes++;
  const redisCores = (load.changes * costs.redis * nodes) / 1e6;
  const commandCores = (load.changes * costs.commandAtDatabase) / 1e6;
  const headCores = (nodes * queuesAt(nodes) * costs.headAtDatabase) / 1e6;
  const cores = nodes + Math.ceil(redisCores / FULL) + Math.ceil((commandCores + headCores) / FULL);
  const gigabytes = nodes * EMPTY_NODE_GB + (load.sockets * costs.megabytesPerSocket) / 1_024;
  return {
    cells: {
      who: `${organizations} organizations, each socket ${placement}`,
      phones: load.phones,
      'changes/s': round(load.changes, 1),
      'frames/s': round(load.deliveries),
      'connects/s': round(load.connects, 1),
      nodes: nodes === MOST_NODES ? 'no number is enough' : nodes,
      'sockets each': round(load.sockets / nodes),
      'nodes GB': round(gigabytes, 1),
      'Redis cores': round(redisCores, 2),
      'PostgreSQL cores, commands': round(commandCores, 2),
      'PostgreSQL cores, heads': round(headCores, 2),
      'cores in all': cores,
      'price a month': round(cores * PRICES.core + gigabytes * PRICES.gigabyte),
    },
  };
}

function limits(costs: Costs): Row[] {
  const perOrganization = loadOf(1).changes;
  const upTo = (who: string, changes: number): Row => ({
    cells: {
      who,
      'changes/s': round(changes),
      phones: round((changes / perOrganization) * DAY.phones),
    },
  });
  const largest = Math.max(...SIZES);
  const { nodes } = rowOf(largest, "at its organization's node", costs).cells;
  // More phones are more changes and more nodes that hear them.
  const changesOfNode = loadOf(largest).changes / Number(nodes);
  return [
    upTo('one Redis with 10 nodes', (FULL * 1e6) / (costs.redis * 10)),
    upTo('one Redis with as many nodes as the phones take', Math.sqrt((FULL * 1e6 * changesOfNode) / costs.redis)),
    upTo('a node that hears every change', (FULL * 1e6) / costs.unheard),
    upTo(`a PostgreSQL of ${DATABASE_CORES} cores`, (FULL * DATABASE_CORES * 1e6) / costs.commandAtDatabase),
  ];
}

function costsFrom(recording: Recording): Costs {
  const figure = (section: string, row: string, cell: string): number => {
    const found = recording[section]?.table.rows.find(({ cells }) => Object.values(cells)[0] === row)?.cells[cell];
    if (typeof found === 'number') return found;
    throw new Error(`there is no "${cell}" of "${row}" yet: npm run bench -- ${section}`);
  };
  const idle = (row: string) => figure('namespaces', row, 'idle node, ms per s') * 1_000;
  return {
    delivery: figure('fan-out-redis', '1000 sockets', 'through Redis, CPU us per delivery'),
    connect: figure('connect', "patient, by the ticket's link, 5000 there", 'CPU ms') * 1_000,
    idle: (idle('5000 organizations, 10000 sockets') - idle('1 organization, 1000 sockets')) / 9_000,
    commandAtNode: figure('call-next', 'HTTP, the service, 8 callers', 'client CPU us'),
    commandAtDatabase: figure('call-next', 'HTTP, the service, 8 callers', 'PostgreSQL CPU us'),
    redis: figure('nodes', '80, one Redis', 'Redis us for each node'),
    unheard: figure('nodes', '80, one Redis', 'node without listeners us'),
    headAtNode: figure('heads', '5000 queues', 'node us for each queue'),
    headAtDatabase: figure('heads', '5000 queues', 'PostgreSQL us for each queue'),
    megabytesPerSocket: figure('idle-memory', '10000 sockets', 'MB per 10,000') / 10_000,
  };
}

function inWords(costs: Costs): string {
  const us = (value: number) => `${round(value, 2)} us`;
  return [
    `a frame ${us(costs.delivery)}`,
    `a connect ${us(costs.connect)}`,
    `a quiet second of a socket ${us(costs.idle)}`,
    `a command ${us(costs.commandAtNode)} at the node and ${us(costs.commandAtDatabase)} at PostgreSQL`,
    `a change ${us(costs.redis)} at Redis for each node and ${us(costs.unheard)} at each node`,
    `a head ${us(costs.headAtNode)} at the node and ${us(costs.headAtDatabase)} at PostgreSQL`,
    `a socket ${round(costs.megabytesPerSocket * 1_024)} KB`,
  ].join('; ');
}
