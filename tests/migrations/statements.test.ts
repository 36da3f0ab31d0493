import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/**
 * Every statement of the service says of every table of organizations whose rows it means: `organization_id = ...`, by a value or by
 * the table it is joined with. Row security would keep them apart without; a database on several machines would have to ask them all.
 */
const ROOT = join(import.meta.dirname, '../..');
const CREATED = /CREATE TABLE (?:public\.)?([a-z_]+) \(/g;
const NOT_OF_ORGANIZATIONS = ['schema_migrations'];

/** What the operator does for all organizations, as the administrator. */
const FOR_EVERYBODY: Readonly<Record<string, string>> = {
  'server/cli/new-epoch.ts': 'history was rewound for all',
  'server/cli/remove-operator.ts': 'somebody of the platform leaves every organization',
};

const tables = [
  ...new Set(filesOf('migrations').flatMap((file) => [...read(file).matchAll(CREATED)].map(([, name = '']) => name))),
].filter((name) => !NOT_OF_ORGANIZATIONS.includes(name));
const MENTION = new RegExp(`\\b(FROM|JOIN|UPDATE|INTO|USING)\\s+(?:public\\.)?(${tables.join('|')})\\b`, 'g');
const statements = ['server', 'models'].flatMap((folder) =>
  filesOf(folder).flatMap((file) => textsOf(file).map((text) => ({ file, text }))),
);

test('every statement says whose rows it means', () => {
  const silent = statements.filter(({ file, text }) => !(file in FOR_EVERYBODY) && !saysWhose(text));
  expect(silent).toEqual([]);
});

test('there are statements to look at, and exceptions are needed', () => {
  expect(tables.length).toBeGreaterThan(25);
  expect(statements.filter(({ text }) => mentions(text).length > 0).length).toBeGreaterThan(100);
  for (const file of Object.keys(FOR_EVERYBODY))
    expect(statements.some((statement) => statement.file === file && !saysWhose(statement.text))).toBe(true);
});

test.each([
  'SELECT id FROM entries WHERE id = $1',
  'SELECT e.id FROM entries e JOIN counters c ON c.id = e.counter_id WHERE e.organization_id = $1',
  'UPDATE queues SET status = $2 WHERE id = $1',
  'DELETE FROM device_codes WHERE expires_at < $1',
  'INSERT INTO calls (id, queue_id) VALUES ($1, $2)',
])('a statement that does not say it is noticed: %s', (text) => {
  expect(saysWhose(text)).toBe(false);
});

function mentions(text: string): { word: string; table: string }[] {
  return [...text.matchAll(MENTION)].map(([, word = '', table = '']) => ({ word, table }));
}

function saysWhose(text: string): boolean {
  const [made, meant] = [true, false].map((isNew) => mentions(text).filter(({ word }) => (word === 'INTO') === isNew));
  const said = text.match(/\borganization_id\s*=/g)?.length ?? 0;
  return (
    said >= (meant?.length ?? 0) &&
    (made ?? []).every(({ table }) =>
      new RegExp(`INTO\\s+(?:public\\.)?${table}\\b[^(]*\\(\\s*organization_id\\b`).test(text),
    )
  );
}

/** Every text in a file, what is put into it left out. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  visit(parseSync(read(file), { syntax: 'typescript' }).body, texts);
  return texts;
}

function visit(node: unknown, texts: string[]): void {
  if (Array.isArray(node)) for (const one of node) visit(one, texts);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  // The parts of a syntax tree that matter here; everything else is only looked through.
  const { type, value, quasis } = node as { type?: string; value?: unknown; quasis?: { raw: string }[] };
  if (type === 'StringLiteral') texts.push(String(value));
  if (type === 'TemplateLiteral') texts.push((quasis ?? []).map(({ raw }) => raw).join('…'));
  for (const child of Object.values(node)) visit(child, texts);
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
