import type { ComponentChildren } from 'preact';

type Column<T> = { label: string; show: (row: T) => ComponentChildren };
type Props<T> = {
  rows: readonly T[];
  /** The first names the row. */
  columns: readonly [Column<T>, ...Column<T>[]];
  /** What can be done with one, at its end; `actionsLabel` heads the column. */
  actions?: (row: T) => ComponentChildren;
  actionsLabel?: string;
};

export function Table<T extends { id: string }>({ rows, columns, actions, actionsLabel }: Props<T>) {
  const [first, ...others] = columns;
  return (
    <table class="list">
      <thead>
        <tr>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
          {actions && (
            <th scope="col">
              <span class="unseen">{actionsLabel}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" class="list__name">
              {first.show(row)}
            </th>
            {others.map(({ label, show }) => (
              <td key={label} data-label={label}>
                {show(row)}
              </td>
            ))}
            {actions && <td class="list__actions">{actions(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
