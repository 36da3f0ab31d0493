import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../tests/support/eventually.ts';
import { findProgram } from '../tests/support/find-program.ts';
import { freePort } from '../tests/support/free-port.ts';
import type { Bench } from './bench.ts';
import { childrenOf } from './cpu.ts';
import { frameOf } from './paper-clinics.ts';
import type { Speech } from './speaker.ts';

const MODULES = ['/usr/lib/nginx/modules', '/usr/share/nginx/modules', '/usr/lib64/nginx/modules'];

/** nginx with nchan, a C program made for this: one worker, one channel. Null where it is not installed, and that is said aloud. */
export async function startNchan({ afterwards }: Bench) {
  const nginx = findProgram('nginx');
  const module = MODULES.map((folder) => join(folder, 'ngx_nchan_module.so')).find(existsSync);
  if (nginx === undefined || module === undefined) {
    console.warn(
      'NCHAN IS NOT INSTALLED, so nothing is measured beside it: apt-get install nginx libnginx-mod-nchan\n',
    );
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-nchan-'));
  mkdirSync(join(folder, 'logs'));
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), configuration(module, folder, port));
  const running = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'logs/error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  afterwards(async () => {
    agent.destroy();
    if (running.exitCode === null && running.signalCode === null) {
      const gone = once(running, 'exit');
      running.kill('SIGTERM');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  let spoken = 0;
  const publish = () => post(agent, `${url}/say`, frameOf(0, 0, spoken++));
  await eventually(publish);

  return {
    url,
    path: '/hear',
    pids: () => [running.pid ?? NaN, ...childrenOf(running.pid ?? NaN)],
    async speak({ changes, everyMs }: Speech): Promise<void> {
      for (let number = 0; number < changes; number++) {
        await publish();
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    },
  };
}

function configuration(module: string, folder: string, port: number): string {
  return `
load_module ${module};
daemon off;
worker_processes 1;
worker_rlimit_nofile 12000;
pid ${folder}/nginx.pid;
events { worker_connections 11000; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:${port};
    location = /say { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 1; }
    location = /hear { nchan_subscriber websocket; nchan_channel_id bench; nchan_subscriber_first_message newest; }
  }
}
`;
}

async function post(agent: Agent, url: string, body: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const asked = request(
      url,
      { agent, method: 'POST', headers: { 'content-length': Buffer.byteLength(body) } },
      (said) => {
        said.resume();
        said.once('end', () => {
          if ((said.statusCode ?? 500) < 300) resolve();
          else reject(new Error(`nchan says ${String(said.statusCode)}`));
        });
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}
