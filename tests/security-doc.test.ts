import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');

const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.test.ts'),
);
const named = [...text.matchAll(/`([\w/-]+)` "([^"]+)"/g)].map(([, file = '', sentence = '']) => ({ file, sentence }));

test('the page on security names only tests that exist', () => {
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(({ file, sentence }) => {
    const those = tests.filter((path) => new RegExp(`(^|/)${file}(\\.live|\\.browser)?\\.test\\.ts$`).test(path));
    return !those.some((path) => readFileSync(join(import.meta.dirname, path), 'utf8').includes(sentence));
  });
  expect(missing).toEqual([]);
});

test('every part of it that is linked to is there', () => {
  const parts = [...text.matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const [, part] of text.matchAll(/\]\(#([\w-]+)\)/g)) expect(parts).toContain(part);
});
