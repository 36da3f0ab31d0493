import { directionOf } from '../../../models/rules/language-for.ts';
import type { Language } from '../../../models/vocabulary.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text inside HTML, or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A page of words that needs no script: what stands in `body` is HTML already. */
export function plainPage({
  title,
  body,
  language,
  refresh = null,
}: {
  title: string;
  body: string;
  language: Language;
  /** Seconds after which the browser looks again by itself. */
  refresh?: number | null;
}): string {
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
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
