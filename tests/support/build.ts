import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Tests run the built service. What does not build is reported here and found by whoever asks for it. */
export function bringBuildUpToDate(): void {
  buildIfStale(
    'build:server',
    ['server', 'realtime', 'models', 'migrations', 'kiosk-client/languages'],
    ['dist/server', 'dist/migrations'],
  );
  buildIfStale('build:screens', ['kiosk-client', 'realtime/contract', 'models'], ['dist/screens']);
}

function buildIfStale(script: string, sources: string[], results: string[]): void {
  if (newest(results) > newest(sources)) return;
  // As it is built outside of jest, which says that this is a test.
  const env = { ...process.env, NODE_ENV: 'production' };
  const build = spawnSync('npm', ['run', '--silent', script], { cwd: root, env, encoding: 'utf8' });
  if (build.status !== 0) console.error(`npm run ${script} failed:\n${firstLines(build.stdout + build.stderr)}`);
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 12).join('\n');
}

function newest(folders: string[]): number {
  const files = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  return Math.max(0, ...files.map((file) => statSync(file).mtimeMs));
}
