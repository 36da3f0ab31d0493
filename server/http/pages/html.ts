import { RIGHT_TO_LEFT, type Language } from '../../../models/vocabulary.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text inside HTML, or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A page of words that needs no script: what stands in `body` is HTML already. */
export function plainPage({
  title,
  body,
  language = 'en',
  refresh = null,
}: {
  title: string;
  body: string;
  language?: Language;
  /** Seconds after which the browser looks again by itself. */
  refresh?: number | null;
}): string {
  return `<!doctype html>
<html lang="${language}"${RIGHT_TO_LEFT.includes(language) ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>${refresh === null ? '' : `\n<meta http-equiv="refresh" content="${refresh}">`}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
</head>
<body><main>${body}</main></body>
</html>
`;
}
