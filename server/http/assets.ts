import { join } from 'node:path';
import express, { type Router } from 'express';

const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f766e"/><g fill="#fff"><circle cx="9" cy="16" r="3.5"/><circle cx="18" cy="16" r="3.5" opacity=".7"/><circle cx="26" cy="16" r="2.5" opacity=".4"/></g></svg>`;

const PAGE_STYLE = `:root{color-scheme:light dark}
body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:40rem;margin:12vh auto 0;padding:0 1.25rem}
h1{font-size:1.75rem;line-height:1.2}
ul{padding:0;list-style:none}
li{margin:.75rem 0}
li a{font-weight:600}
.small{opacity:.75;font-size:.875rem}
button,.choice{display:block;box-sizing:border-box;width:100%;min-height:4rem;padding:1rem 1.5rem;border:2px solid #0f766e;border-radius:1rem;font:inherit;font-weight:600}
button{background:#0f766e;color:#fff;font-size:1.375rem;cursor:pointer}
.choice{color:inherit;text-decoration:none}
.choice .small{display:block;font-weight:400}
`;

/** Files that are the same for everybody. What Vite built carries its content in its name, so it never changes. */
export function serveAssets(folder: string): Router {
  const router = express.Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false, redirect: false }),
  );
  router.get(['/favicon.svg', '/favicon.ico'], (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('image/svg+xml').send(FAVICON);
  });
  router.get('/page.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('text/css').send(PAGE_STYLE);
  });
  return router;
}
