import type { OrganizationRow } from '../../../models/organization.ts';
import { directionOf, languageFor } from '../../../models/rules/language-for.ts';
import { brandingAnswer } from '../../queries/organizations/organization-answer.ts';
import { escapeHtml } from './html.ts';
import { ICON_SIZES, OWN_COLOUR } from './app-icon.ts';

/** Everything of the patient's page lies below it, and nothing of the staff's. */
export const APP_SCOPE = '/t';
const PAPER = '#f6f7f5';
/** What fits under an icon. */
const SHORT = 12;

/** What a telephone is told that puts the patient's page on its home screen. Of one organization, and the same for everybody. */
export function appManifest(
  organization: OrganizationRow,
  {
    base,
    opensHere,
  }: {
    base: string;
    /**
     * Leaves the address to open out, so that it is the one of the page: an iPhone's app knows nothing of what its browser knew. Others
     * are not told, because they hand the manifest on to whoever makes their apps.
     */
    opensHere: boolean;
  },
): object {
  const { name, primary_colour: colour, languages } = brandingAnswer(organization);
  const language = languageFor([], languages);
  const home = base + APP_SCOPE;
  return {
    id: home,
    name,
    short_name: name.length > SHORT ? `${name.slice(0, SHORT - 1).trimEnd()}…` : name,
    lang: language,
    dir: directionOf(language),
    ...(!opensHere && { start_url: home }),
    scope: home,
    display: 'standalone',
    orientation: 'any',
    theme_color: colour ?? OWN_COLOUR,
    background_color: PAPER,
    icons: ICON_SIZES.flatMap((size) =>
      (['any', 'maskable'] as const).map((purpose) => ({
        src: `${base}/app-icon-${size}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose,
      })),
    ),
  };
}

/** For the head of the page. */
export function appLinks(organization: OrganizationRow, base: string): string {
  const { name } = organization;
  const at = escapeHtml(base);
  return `<link rel="manifest" href="${at}/app.webmanifest"><link rel="apple-touch-icon" href="${at}/app-icon-192.png"><meta name="apple-mobile-web-app-title" content="${escapeHtml(name)}">`;
}
