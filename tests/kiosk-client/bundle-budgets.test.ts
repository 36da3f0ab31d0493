import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BUDGETS, weigh } from '../../kiosk-client/bundle-budgets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waitlessq-budgets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a screen weighs its page and everything that is loaded with it, by however many steps', () => {
  built({
    'patient/index.html': '<script src="/assets/index-1.js"></script><link href="/icon.svg">',
    'assets/index-1.js': 'import "./common-2.js"; import("./later-3.js")',
    'assets/common-2.js': 'shared by all',
    'assets/later-3.js': 'const styles = ["assets/later-4.css"]',
    'assets/later-4.css': 'a {}',
    'icon.svg': '<svg/>',
  });
  expect(namesOf('patient')).toEqual([
    'assets/common-2.js',
    'assets/index-1.js',
    'assets/later-3.js',
    'assets/later-4.css',
    'icon.svg',
    'patient/index.html',
  ]);
});

test('a phone does not pay for what only the administration loads, nor a display for its spoken clips', () => {
  built({
    'patient/index.html': '<script src="/assets/index-1.js"></script>',
    'admin/index.html': '<script src="/assets/index-2.js"></script>',
    'assets/index-1.js': 'const clips = "/assets/en-5.mp3"',
    'assets/index-2.js': 'admin',
    'assets/en-5.mp3': 'please go to',
  });
  expect(namesOf('patient')).toEqual(['assets/index-1.js', 'patient/index.html']);
});

test('what counts is what goes over the line: a kilobyte that repeats itself is next to nothing, a random one is a kilobyte', () => {
  built({
    'patient/index.html': 'a'.repeat(50_000),
    'staff/index.html': '<script src="/assets/index-1.js"></script>',
  });
  writeFileSync(join(folder, 'assets/index-1.js'), randomBytes(50_000));
  const [patient, staff] = weigh(folder, BUDGETS);
  expect(patient?.bytes).toBeLessThan(200);
  expect(staff?.bytes).toBeGreaterThan(50_000);
});

test('a screen that has no budget may weigh nothing', () => {
  built({ 'lobby/index.html': 'hello' });
  expect(weigh(folder, BUDGETS)).toMatchObject([{ screen: 'lobby', budget: 0 }]);
});

function namesOf(screen: string): string[] {
  const found = weigh(folder, BUDGETS).find((weight) => weight.screen === screen);
  return (found?.files ?? []).map(({ name }) => name).sort();
}

function built(files: Record<string, string>): void {
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
