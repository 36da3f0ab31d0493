import { join } from 'node:path';
import type { Plugin } from 'vite';
import { LANGUAGES } from '../../models/vocabulary.ts';

const CALL = /\bpart\('(\w+)'\)/g;
const IMPORT = /^import \{ part \} from '[./]*languages\/part\.ts';$/m;

/**
 * Puts `{ en: enPatient, de: dePatient }` in the place of `part('patient')`, each imported from the file of its language under
 * an address of its own (`en.ts?patient`). The file is then one module for each part, and what a part does not need is dropped:
 * without this every screen would load the texts of all screens, since a module is never split.
 */
export function ownParts(): Plugin {
  return {
    name: 'own-parts',
    transform: {
      order: 'pre',
      filter: { code: IMPORT },
      handler(code) {
        const parts = [...new Set(Array.from(code.matchAll(CALL), ([, part = '']) => part))];
        const imports = parts.flatMap((part) => LANGUAGES.map((language) => importOf(language, part)));
        return {
          // In the place of the import of `part`, so that every line keeps its number.
          code: code
            .replace(IMPORT, imports.join(' '))
            .replace(
              CALL,
              (_call, part: string) => `{ ${LANGUAGES.map((one) => `${one}: ${one}_${part}`).join(', ')} }`,
            ),
          map: null,
        };
      },
    },
  };
}

function importOf(language: string, part: string): string {
  const file = JSON.stringify(`${join(import.meta.dirname, `${language}.ts`)}?${part}`);
  return `import { ${part} as ${language}_${part} } from ${file};`;
}
