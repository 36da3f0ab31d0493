import { useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { addressOf, NEW } from '../address.ts';
import { byName, lists } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { allows } from '../allows.ts';
import { t } from '../texts.ts';
import type { Resource, Thing } from './resource.ts';

type Props = { resource: Resource; things: readonly Thing[]; user: User };

export function ResourceList({ resource, things, user }: Props) {
  const [withInactive, setWithInactive] = useState(false);
  const mayChange = allows(user, resource.mayChange);
  const inactive = things.filter(({ active }) => !active).length;
  const shown = things
    .filter(({ active }) => active || withInactive)
    .sort((a, b) => Number(b.active) - Number(a.active) || byName(a, b));
  const { first } = resource;
  const missing = first && !lists.value[first.list]?.some(({ active }) => active) ? first : null;
  const add = mayChange && missing === null && (
    <a class="button button--primary" href={addressOf(resource.name, NEW)}>
      <Icon name="add" /> {resource.addWords}
    </a>
  );

  return (
    <>
      <PageHead
        title={resource.title}
        about={resource.about}
        action={
          shown.length > 0 && (
            <div class="page-head__actions">
              {resource.name === 'queues' && (
                <a class="button button--quiet" href={addressOf('sheet')}>
                  {t('sheet')}
                </a>
              )}
              {add}
            </div>
          )
        }
      />
      {shown.length === 0 ? (
        <div class="card">
          <Empty
            title={resource.empty.title}
            action={
              missing && mayChange ? (
                <a class="button button--primary" href={addressOf(missing.list, NEW)}>
                  {missing.words}
                </a>
              ) : (
                add
              )
            }
          >
            {resource.empty.text}
          </Empty>
        </div>
      ) : (
        <Table resource={resource} things={shown} mayChange={mayChange} />
      )}
      {inactive > 0 && (
        <label class="show-inactive">
          <input
            type="checkbox"
            checked={withInactive}
            onChange={({ currentTarget: { checked } }) => setWithInactive(checked)}
          />
          <span>{t('show_inactive', { count: inactive })}</span>
        </label>
      )}
    </>
  );
}

function Table({ resource, things, mayChange }: { resource: Resource; things: readonly Thing[]; mayChange: boolean }) {
  const change = (thing: Thing) => addressOf(resource.name, thing.id);
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          {resource.columns.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {things.map((thing) => (
          <tr key={thing.id} class={thing.active ? 'list__row' : 'list__row list__row--inactive'}>
            <th scope="row" class="list__name">
              {mayChange ? (
                <a class="list__link" href={change(thing)}>
                  {thing.name}
                </a>
              ) : (
                thing.name
              )}
              {!thing.active && <span class="list__mark">{t('inactive')}</span>}
            </th>
            {resource.columns.map(({ label, show }) => (
              <td key={label} data-label={label}>
                {show(thing, lists.value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
