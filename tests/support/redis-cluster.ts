import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { findProgram } from './find-program.ts';
import { freePorts } from './free-port.ts';
import { startRedis, type Redis } from './redis.ts';

export type RedisCluster = {
  /** Every member's address, with commas between. */
  url: string;
  members: readonly Redis[];
  /** Who has the channels that begin with `{waitlessq}`, and who could take over from it, if anybody can at the moment. */
  holders(): Promise<{ master: Redis; replica: Redis | null }>;
  /** The replica takes over while the master helps: nothing is lost and nobody's line breaks. */
  handOver(): Promise<void>;
  /** Another master gets them, as when a cluster grows. */
  moveChannels(): Promise<void>;
  stop(): Promise<void>;
};

const MASTERS = 3;
/** After so long without an answer the others take a member for dead. */
const NODE_TIMEOUT_MS = 1_000;

/** Three masters and a replica of each. It takes some seconds to agree on who is who. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-redis-cluster-'));
  const ports = await freePorts(4 * MASTERS);
  const members = await Promise.all(
    Array.from({ length: 2 * MASTERS }, (_, n) => {
      const own = join(folder, String(n));
      mkdirSync(own);
      const [port, clusterPort] = ports.slice(2 * n) as [number, number]; // there are two for each
      return startRedis({ port, settings: clusterSettings(own, clusterPort) });
    }),
  );
  ask(members[0], [
    ...['--cluster', 'create', ...members.map(hostOf)],
    ...['--cluster-replicas', '1', '--cluster-yes'],
  ]);
  const allAgree = async (quorum: readonly Redis[]) => {
    for (const member of quorum)
      if (!ask(member, ['cluster', 'info']).includes('cluster_state:ok')) throw new Error('the cluster is not ready');
  };
  await eventually(() => allAgree(members), { within: 20_000, every: 100 });

  const memberAt = (port: number | undefined) => members.find((member) => portOf(member) === port) ?? null;

  /** As somebody who is alive sees it. */
  function look() {
    const asked = members.find(({ isAnswering }) => isAnswering);
    const slot = Number(ask(asked, ['cluster', 'keyslot', '{waitlessq}']));
    const nodes = ask(asked, ['cluster', 'nodes']).trim().split('\n').map(readNode);
    const owner = nodes.find(({ slots }) => slots.some(([from, to]) => from <= slot && slot <= to));
    if (!owner) throw new Error('nobody has the channels');
    return { slot, nodes, owner };
  }

  async function holders() {
    const { nodes, owner } = look();
    const master = memberAt(owner.port);
    if (!master) throw new Error('a stranger has the channels');
    return { master, replica: memberAt(nodes.find(({ masterId, isUp }) => masterId === owner.id && isUp)?.port) };
  }

  return {
    url: members.map(({ url }) => url).join(','),
    members,
    holders,
    async handOver() {
      const { replica } = await holders();
      if (!replica) throw new Error('nobody could take over');
      await eventually(() => {
        if (!ask(replica, ['cluster', 'failover']).startsWith('OK')) throw new Error('it cannot take over yet');
      });
      await eventually(async () => {
        if ((await holders()).master !== replica) throw new Error('it has not taken over yet');
      });
    },
    async moveChannels() {
      const { slot, nodes, owner } = look();
      const other = nodes.find(({ id, slots }) => id !== owner.id && slots.length > 0);
      if (!other) throw new Error('there is no other master');
      const setSlot = (at: { port: number }, ...words: string[]) =>
        ask(memberAt(at.port), ['cluster', 'setslot', String(slot), ...words]);
      // Announced to both, or the one that gets it would not be believed by the others.
      setSlot(other, 'importing', owner.id);
      setSlot(owner, 'migrating', other.id);
      // There are no keys in it to be moved. The one that gets it is told first, or nobody would have it for a moment.
      const masters = [other, ...nodes.filter((node) => node !== other && node.slots.length > 0)];
      for (const master of masters) setSlot(master, 'node', other.id);
    },
    async stop() {
      await Promise.all(members.map((member) => member.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function clusterSettings(folder: string, port: number): string[] {
  return Object.entries({
    'cluster-enabled': 'yes',
    // Otherwise 10,000 above the other one, which may be somebody else's, or beyond the last there is.
    'cluster-port': String(port),
    'cluster-config-file': join(folder, 'nodes.conf'),
    'cluster-node-timeout': String(NODE_TIMEOUT_MS),
    // However old what it has, a replica takes over: there is nothing in it.
    'cluster-replica-validity-factor': '0',
    'repl-diskless-sync-delay': '0',
  }).flatMap(([name, value]) => [`--${name}`, value]);
}

function ask(member: Redis | null | undefined, words: string[]): string {
  const program = findProgram('redis-cli');
  if (program === undefined || !member) throw new Error('redis-cli is missing, or nobody is left to ask');
  const { stdout, stderr, status } = spawnSync(program, ['-p', String(portOf(member)), ...words], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0) throw new Error(`redis-cli ${words.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** `id host:port@bus flags master-id ping pong epoch link slot-slot ...` */
function readNode(line: string) {
  const [id = '', address = '', flags = '', masterId = '', , , , link = '', ...slots] = line.split(' ');
  return {
    id,
    port: Number(/:(\d+)@/.exec(address)?.[1]),
    masterId,
    isUp: link === 'connected' && !flags.includes('fail'),
    slots: slots
      .filter((range) => !range.startsWith('['))
      .map((range) => {
        const [from, to = from] = range.split('-').map(Number);
        return [from, to] as [number, number];
      }),
  };
}

const hostOf = ({ url }: Redis) => new URL(url).host;
const portOf = ({ url }: Redis) => Number(new URL(url).port);
