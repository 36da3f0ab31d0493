import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Limits } from '../../realtime/limits.ts';
import type { Log } from '../../realtime/ports.ts';
import { startRealtime, type RealtimeOptions } from '../../realtime/start-realtime.ts';
import { paperPorts, type PaperClinic } from './paper-clinic.ts';

export type LiveNode = Awaited<ReturnType<typeof startLiveNode>>;

export type NodeSettings = Pick<RealtimeOptions, 'mayConnect' | 'redisUrl' | 'sharedFrames' | 'tally'> & {
  limits?: Partial<Limits>;
};

/** One node of live delivery on a port of its own, over a database of paper. */
export async function startLiveNode(clinics: PaperClinic | readonly PaperClinic[], settings: NodeSettings = {}) {
  const paper = paperPorts([clinics].flat());
  const logged: { level: string; details: object; message: string }[] = [];
  const at = (level: string) => (details: object, message: string) => void logged.push({ level, details, message });
  const log: Log = { info: at('info'), warn: at('warn'), error: at('error') };
  const server = createServer((_request, response) => response.writeHead(404).end());
  const realtime = await startRealtime({ server, ports: paper.ports, log, ...settings });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    ...paper,
    realtime,
    logged,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await realtime.close();
      server.close();
      await once(server, 'close');
    },
  };
}
