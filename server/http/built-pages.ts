import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../models/rules/refusal.ts';
import { createRecentAnswers } from '../access/recent-answers.ts';

/** `build` changes with anything that the page loads; `styles` are the sources of the style sheets that stand in it, for the policy. */
export type BuiltPage = { html: string; build: string; styles: readonly string[] };
export type BuiltPages = (screen: string) => Promise<BuiltPage>;

/**
 * The screens as Vite built them.
 * @param folder  `dist/screens`
 */
export function createBuiltPages(folder: string): BuiltPages {
  const built = createRecentAnswers<BuiltPage>({ keepMs: 5_000 });
  return (screen) =>
    built.get(screen, async () => {
      const html = await readFile(join(folder, screen, 'index.html'), 'utf8').catch(() => {
        throw new Refusal('unavailable', 'This screen has not been built: npm run build.');
      });
      const styles = [...html.matchAll(STYLE)].map(([, sheet = '']) => `'sha256-${hash(sheet).toString('base64')}'`);
      return { html, build: hash(html).toString('base64url').slice(0, 12), styles };
    });
}

const STYLE = /<style>([^]*?)<\/style>/g;

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
