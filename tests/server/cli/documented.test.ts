import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { perform } from '../../../server/cli/commands.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');

test('whoever runs the service finds every command of the terminal in the handbook, and no other', async () => {
  let help = '';
  await perform(['help'], { print: (line) => (help += `${line}\n`), complain: () => undefined });
  const commands = [...help.matchAll(/^ {2}npm run cli -- ([\w-]+)/gm)].map(([, name]) => name);
  const [, terminal = ''] = /^## The terminal$([\s\S]*?)^## /m.exec(page) ?? [];
  const described = [...terminal.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => name),
  );
  expect(commands.length).toBeGreaterThan(15);
  expect(new Set(described)).toEqual(new Set(commands));
});
