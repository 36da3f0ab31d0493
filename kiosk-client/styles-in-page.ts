import type { Plugin } from 'vite';

/** Screens that the server paints first: whoever waits on a slow line reads the place one turn sooner when its look comes along. */
const PAINTED_BY_SERVER = ['patient', 'book'];

const LINK = /\s*<link rel="stylesheet"[^>]* href="\/([^"]+)">/g;

/**
 * Writes the style sheets of a page into it. The server names their hash in the content security policy (built-pages.ts). Parts that are
 * loaded later must bring no style sheet of their own: what stands in the page is not found again, and would be loaded behind them.
 */
export function stylesInPage(): Plugin {
  return {
    name: 'styles-in-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle = {} }) {
        if (!PAINTED_BY_SERVER.some((screen) => path === `/${screen}/index.html`)) return html;
        const sheets = [...html.matchAll(LINK)].map(([, name = '']) => {
          const file = bundle[name];
          if (file?.type !== 'asset') throw new Error(`${name} is not in the build`);
          return String(file.source).trim();
        });
        if (sheets.length === 0) throw new Error(`${path} has no style sheet that is found here`);
        return html.replace(LINK, '').replace('</head>', () => `<style>${sheets.join('\n')}</style>\n  </head>`);
      },
    },
  };
}
