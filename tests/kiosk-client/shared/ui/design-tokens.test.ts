import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contrast } from '../../../../kiosk-client/shared/ui/brand.ts';

/** The look is in one file: what the others say, they say with its words. */

const client = join(__dirname, '../../../../kiosk-client');
const TOKENS = 'shared/ui/tokens.css';
const sheets = files(/\.css$/).map((name) => ({ name, text: read(name) }));
const tokens = read(TOKENS);
const [light, dark, darkByDevice] = [
  block(/:root \{/),
  block(/:root\[data-theme='dark'\] \{/),
  block(/:root:not\(\[data-theme\]\) \{/),
];

test('no style sheet but the tokens names a colour', () => {
  const literal =
    /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|:[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange)\b(?!-)/gi;
  const found = sheets
    .filter(({ name }) => name !== TOKENS)
    .flatMap(({ name, text }) => [...rulesOnly(text).matchAll(literal)].map(([colour]) => `${name}: ${colour}`));
  expect(found).toEqual([]);
});

test('every word that a style sheet uses is explained, and every token is used', () => {
  const scripts = files(/\.(tsx?|html)$/)
    .map(read)
    .join('\n');
  const everything = sheets.map(({ text }) => rulesOnly(text)).join('\n');
  const used = new Set([...everything.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name));
  const explained = new Set([...everything.matchAll(/(--[\w-]+):/g)].map(([, name = '']) => name));
  // A screen may compute one.
  const unexplained = [...used].filter((name) => !explained.has(name) && !scripts.includes(name) && !isBrand(name));
  expect(unexplained).toEqual([]);
  expect([...explained].filter((name) => !used.has(name) && !scripts.includes(name))).toEqual([]);
});

test('night is the same whether the page or the device asks for it', () => {
  expect(darkByDevice).toEqual(dark);
});

test.each([
  ['day', light],
  ['night', dark],
] as const)(
  'by %s every ink can be read on every surface that it stands on, and every frame can be seen',
  (_, theme) => {
    const colour = (name: string) => /#[0-9a-f]{6}/i.exec(theme.get(name) ?? '')?.[0] ?? 'none';
    const poor: string[] = [];
    const states = ['accent', 'good', 'warn', 'bad'];
    for (const surface of ['--paper', '--surface', '--surface-sunken']) {
      for (const ink of ['--ink', '--ink-soft', ...states.map((state) => `--${state}`)]) check(ink, surface, 4.5);
      check('--line-strong', surface, 3);
    }
    for (const state of states) {
      check('--ink', `--${state}-soft`, 4.5);
      check(`--${state}`, `--${state}-soft`, 4.5);
    }
    expect(poor).toEqual([]);

    function check(ink: string, surface: string, wanted: number): void {
      const ratio = contrast(colour(ink), colour(surface));
      if (!(ratio >= wanted)) poor.push(`${ink} on ${surface}: ${ratio.toFixed(2)}`);
    }
  },
);

test('what is bent for an organization is bent for the surfaces that there are', () => {
  const brand = read('shared/ui/brand.ts');
  expect(brand).toContain(`LIGHT = '${light.get('--surface-sunken')}'`);
  expect(brand).toContain(`DARK = '${dark.get('--surface')}'`);
});

test('the frame of the browser has the colour of the page', () => {
  for (const page of files(/index\.html$/)) {
    const colours = [...read(page).matchAll(/name="theme-color" content="(#\w+)"/g)].map(([, colour]) => colour);
    expect([page, ...colours.filter((one) => one !== light.get('--paper') && one !== dark.get('--paper'))]).toEqual([
      page,
    ]);
  }
});

function files(kind: RegExp): string[] {
  return readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => kind.test(name));
}

function read(name: string): string {
  return readFileSync(join(client, name), 'utf8');
}

function rulesOnly(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, '');
}

function isBrand(name: string): boolean {
  return name.startsWith('--brand-');
}

/** What one block of the tokens says. */
function block(start: RegExp): Map<string, string> {
  const from = rulesOnly(tokens).slice(rulesOnly(tokens).search(start));
  const words = from.slice(0, from.indexOf('}'));
  return new Map([...words.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}
