import { benchScaling } from '../../bench/scaling.ts';
import type { Recorded, Recording } from '../../bench/recording.ts';

/** What the other sections would have measured. */
const FIGURES: Readonly<Record<string, readonly [row: string, cells: Record<string, number>][]>> = {
  'fan-out-redis': [['1000 sockets', { 'through Redis, CPU us per delivery': 10 }]],
  connect: [["patient, by the ticket's link, 5000 there", { 'CPU ms': 1 }]],
  namespaces: [
    ['1 organization, 1000 sockets', { 'idle node, ms per s': 5 }],
    ['5000 organizations, 10000 sockets', { 'idle node, ms per s': 95 }],
  ],
  'call-next': [['HTTP, the service, 8 callers', { 'client CPU us': 1_000, 'PostgreSQL CPU us': 2_000 }]],
  nodes: [['80, one Redis', { 'Redis us for each node': 4, 'node without listeners us': 50 }]],
  heads: [['5000 queues', { 'node us for each queue': 2, 'PostgreSQL us for each queue': 3 }]],
  'idle-memory': [['10000 sockets', { 'MB per 10,000': 200 }]],
};

function recorded(rows: (typeof FIGURES)[string]): Recorded {
  return {
    at: new Date(0).toISOString(),
    commit: 'none',
    machine: 'none',
    versions: {},
    table: { title: '', how: '', busy: '', rows: rows.map(([what, cells]) => ({ cells: { what, ...cells } })) },
  };
}

const measured = (figures = FIGURES): Recording =>
  Object.fromEntries(Object.entries(figures).map(([section, rows]) => [section, recorded(rows)]));

async function reckoned(figures = FIGURES): Promise<Record<string, Record<string, string | number>>> {
  const { rows } = await benchScaling({ soFar: measured(figures) });
  return Object.fromEntries(rows.map(({ cells }) => [String(cells['who']), cells]));
}

test('ten thousand organizations are a million phones, and ten times as many make ten times as much', async () => {
  const rows = await reckoned();
  const [thousand, tenThousand] = [1_000, 10_000].map(
    (count) => rows[`${count} organizations, each socket at any node`],
  );
  expect(tenThousand?.['phones']).toBe(1_000_000);
  expect(tenThousand?.['changes/s']).toBeCloseTo((1_000_000 * 4) / (45 * 60), 0);
  expect(tenThousand?.['frames/s']).toBeCloseTo(Number(thousand?.['frames/s']) * 10, -1);
  // The database does what people do, however many nodes ask for it.
  expect(tenThousand?.['PostgreSQL cores, commands']).toBeCloseTo((1_000_000 * 4 * 2_000) / (45 * 60) / 1e6, 1);
});

test('whoever brings the sockets of an organization together takes fewer nodes and asks for fewer heads', async () => {
  const rows = await reckoned();
  const [anywhere, together] = ['at any node', "at its organization's node"].map(
    (placement) => rows[`10000 organizations, each socket ${placement}`],
  );
  expect(Number(together?.['nodes'])).toBeLessThan(Number(anywhere?.['nodes']));
  // Each queue once a second, and no more.
  expect(together?.['PostgreSQL cores, heads']).toBeCloseTo((50_000 * 3) / 1e6, 2);
  expect(Number(anywhere?.['PostgreSQL cores, heads'])).toBeGreaterThan(1);
});

test('where every change costs every node too much, no number of nodes is enough', async () => {
  const rows = await reckoned({
    ...FIGURES,
    nodes: [['80, one Redis', { 'Redis us for each node': 4, 'node without listeners us': 400 }]],
  });
  expect(rows['10000 organizations, each socket at any node']?.['nodes']).toBe('no number is enough');
  expect(rows['1000 organizations, each socket at any node']?.['nodes']).toBeGreaterThan(0);
});

test('what was not measured yet is named', async () => {
  const { heads: _missing, ...others } = FIGURES;
  await expect(benchScaling({ soFar: measured(others) })).rejects.toThrow('npm run bench -- heads');
});
