import type { Plugin, Rolldown } from 'vite';

/** Screens that the server paints first: whoever waits on a slow line reads the place one turn sooner when its look comes along. */
const PAINTED_BY_SERVER = ['patient', 'book'];

const LINK = /\s*<link rel="stylesheet"[^>]* href="\/([^"]+)">/g;

/** Writes the style sheets of a page into it. The server names their hash in the content security policy (built-pages.ts). */
export function stylesInPage(): Plugin {
  return {
    name: 'styles-in-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, chunk, bundle = {} }) {
        if (!PAINTED_BY_SERVER.some((screen) => path === `/${screen}/index.html`)) return html;
        const sheets = [...html.matchAll(LINK)].map(([, name = '']) => {
          const file = bundle[name];
          if (file?.type !== 'asset') throw new Error(`${name} is not in the build`);
          return String(file.source).trim();
        });
        if (sheets.length === 0 || !chunk) throw new Error(`${path} has no style sheet that is found here`);
        refuseLaterSheets(chunk, bundle);
        return html.replace(LINK, '').replace('</head>', () => `<style>${sheets.join('\n')}</style>\n  </head>`);
      },
    },
  };
}

/** What stands in the page is not found again by a part that is loaded later: it would come once more, behind all others. */
function refuseLaterSheets(entry: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): void {
  const later = together([entry.fileName], bundle).flatMap(({ dynamicImports }) => dynamicImports);
  for (const { fileName, viteMetadata } of together(later, bundle))
    if (viteMetadata && viteMetadata.importedCss.size > 0)
      throw new Error(`${fileName} is loaded later and has a style sheet: ${[...viteMetadata.importedCss].join(', ')}`);
}

/** These parts, and what each brings along at once. */
function together(names: readonly string[], bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const found = new Set(names);
  const chunks: Rolldown.OutputChunk[] = [];
  for (const name of found) {
    const file = bundle[name];
    if (file?.type !== 'chunk') continue;
    chunks.push(file);
    file.imports.forEach((imported) => found.add(imported));
  }
  return chunks;
}
