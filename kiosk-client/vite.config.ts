import preact from '@preact/preset-vite';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { keepBudgets } from './bundle-budgets.ts';
import { ownParts } from './languages/own-parts.ts';
import { stylesInPage } from './styles-in-page.ts';

const here = import.meta.dirname;

/** One page per folder that holds an index.html: display, kiosk, patient, staff, admin. */
const screens = readdirSync(here)
  .map((name) => join(here, name, 'index.html'))
  .filter((page) => existsSync(page));

export default defineConfig({
  root: here,
  base: '/',
  plugins: [preact({ reactAliasesEnabled: false }), ownParts(), stylesInPage(), keepBudgets()],
  build: {
    outDir: join(here, '..', 'dist', 'screens'),
    emptyOutDir: true,
    // Televisions in waiting rooms run browsers from 2018.
    target: ['chrome69', 'safari12'],
    // One Safari later than the scripts: for 12 each logical margin is written out three times, with every language that runs
    // from right to left in its selector.
    cssTarget: ['chrome69', 'safari13'],
    // Kept as files: a strict content security policy refuses data: fonts and sounds.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [...screens, join(here, 'patient', 'worker', 'worker.ts')],
      output: {
        // A worker keeps its name: it is asked for anew by that name, and the server puts the build into it.
        entryFileNames: ({ name }) => (name === 'worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        // Few files: on a slow line each costs a turn, and a phone had 18 of them.
        codeSplitting: {
          groups: [
            {
              // What every screen shows; nobody pays for the forms of the others.
              name: 'common',
              test: /node_modules\/@?preact\/|kiosk-client\/shared\/(ui\/(?!qr|copied|field|empty|icon)|i18n\/|(?!list-all|time-zones|use-asking|wish-key|window-title|last-error|start-platform)[^/]+$)/,
            },
            {
              name: 'signed-in',
              test: /kiosk-client\/shared\/account\/|languages\/..\.ts\?(signedIn|refusals)$|models\/rules\/permissions/,
            },
          ],
        },
      },
    },
  },
});
