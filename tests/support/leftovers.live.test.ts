import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endLeftovers } from './leftovers.ts';

test('a process that outlives its run is found, named and ended', async () => {
  const folder = '/tmp/waitlessq-of-a-run-that-is-over';
  const forgotten = spawn('sleep', ['60'], { env: { ...process.env, TMPDIR: folder }, stdio: 'ignore' });
  const gone = once(forgotten, 'exit');
  expect(await endLeftovers(folder, 0)).toEqual([`${forgotten.pid} sleep 60`]);
  expect(await gone).toEqual([null, 'SIGKILL']);
});
