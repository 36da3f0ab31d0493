import type { RunningNode } from '../support/node.ts';
import type { Hospital } from './hospital.ts';

/** Something that goes wrong, and goes over. */
export type Fault = {
  name: string;
  /** Whether screens become current although it goes on, also when nothing happens any more that could tell them. */
  screensFollow?: true;
  /** @returns what ends it */
  begin(hospital: Hospital): Promise<() => Promise<void>>;
};

export const FAULTS: readonly Fault[] = [
  {
    name: 'a node is killed',
    async begin({ service, withdraw }) {
      const victim = any(service.nodes);
      victim.kill('SIGKILL');
      withdraw(victim);
      return async () => void (await service.startNode());
    },
  },
  {
    name: 'a node hangs',
    async begin({ service }) {
      const victim = any(service.nodes);
      victim.kill('SIGSTOP');
      return async () => victim.kill('SIGCONT');
    },
  },
  {
    name: 'Redis is killed',
    screensFollow: true,
    async begin({ service: { redis } }) {
      await redis.kill();
      return () => redis.start();
    },
  },
  {
    name: 'Redis hangs',
    screensFollow: true,
    async begin({ service: { redis } }) {
      redis.pause();
      return async () => redis.resume();
    },
  },
  {
    name: 'PostgreSQL is killed',
    async begin({ postgres }) {
      await postgres.kill();
      return () => postgres.start();
    },
  },
  {
    name: 'PostgreSQL hangs',
    async begin({ postgres }) {
      postgres.pause();
      return async () => postgres.resume();
    },
  },
  {
    name: 'every line is cut, again and again',
    async begin({ wire }) {
      wire.cut();
      const again = setInterval(() => wire.cut(), 700);
      return async () => clearInterval(again);
    },
  },
  {
    name: 'the network holds everything back',
    async begin({ wire }) {
      wire.hold();
      return async () => wire.release();
    },
  },
  {
    name: 'answers are lost',
    async begin({ wire }) {
      wire.swallowAnswers();
      return async () => wire.release();
    },
  },
  {
    name: 'the network is slow',
    async begin({ wire }) {
      wire.delay(300);
      return async () => wire.delay(0);
    },
  },
  {
    name: 'a new version is rolled out',
    async begin({ service, withdraw }) {
      const old = [...service.nodes];
      for (const node of old) {
        await service.startNode();
        withdraw(node);
        await node.stop();
      }
      return async () => undefined;
    },
  },
];

function any(nodes: readonly RunningNode[]): RunningNode {
  const node = nodes[Math.floor(Math.random() * nodes.length)];
  if (!node) throw new Error('no node is left');
  return node;
}
