import { t } from './texts.ts';

type Values = Record<string, unknown> | null;
type Props = { before: Values; after: Values; facts: Record<string, string | null> };

/** What exactly became what, for those who want to know: the names are those of the service. */
export function Details({ before, after, facts }: Props) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return (
    <details class="details">
      <summary class="details__summary">{t('details')}</summary>
      {names.length > 0 && (
        <table class="figures" dir="ltr">
          <thead>
            <tr>
              <th scope="col">
                <span class="unseen">{t('what')}</span>
              </th>
              {before && <th scope="col">{t('before')}</th>}
              {after && <th scope="col">{t('after')}</th>}
            </tr>
          </thead>
          <tbody translate={false}>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {before && <td>{shown(before[name])}</td>}
                {after && <td>{shown(after[name])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="details__facts soft" dir="ltr" translate={false}>
        {known.map(([name, value]) => `${name}: ${value}`).join(' · ')}
      </p>
    </details>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
