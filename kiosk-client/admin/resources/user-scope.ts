import { ROLES } from '../../../models/vocabulary.ts';
import { roleWords } from '../../shared/account/role-words.ts';
import { inUse, nameOf, type Lists } from '../lists.ts';
import { t } from '../texts.ts';
import { optionsOf } from './controls.ts';
import type { Draft } from './draft.ts';
import type { Around, Field, Option } from './resource.ts';

/** Whose work may be limited to some offices and queues. Whoever decides about everything works everywhere. */
const canBeLimited = (draft: Draft) => draft['role'] !== 'owner' && draft['role'] !== 'admin';

export function scopeFields(): Field[] {
  return [
    {
      path: 'office_ids',
      label: t('limited_offices'),
      hint: t('limited_offices_hint'),
      initial: [],
      shown: canBeLimited,
      control: { kind: 'several', options: ({ lists }) => optionsOf(inUse(lists.offices)) },
    },
    {
      path: 'queue_ids',
      label: t('limited_queues'),
      hint: t('limited_queues_hint'),
      initial: [],
      shown: canBeLimited,
      control: { kind: 'several', options: queuesWithOffices },
    },
  ];
}

function queuesWithOffices({ lists }: Around): Option[] {
  const several = inUse(lists.offices).length > 1;
  return inUse(lists.queues).map(({ id, name, office_id }) => ({
    value: id,
    words: several ? `${name} · ${nameOf(lists.offices, office_id)}` : name,
  }));
}

/** Where somebody works, by name. */
export function scopeWords(
  { office_ids, queue_ids }: { office_ids: readonly string[]; queue_ids: readonly string[] },
  lists: Lists,
): string {
  const names = [
    ...office_ids.map((id) => nameOf(lists.offices, id)),
    ...queue_ids.map((id) => nameOf(lists.queues, id)),
  ];
  return names.length === 0 ? t('everywhere') : names.join(', ');
}

/** Nobody gives away more than they have. */
export function rolesUpToOwn({ user }: Around): Option[] {
  return ROLES.slice(ROLES.indexOf(user.role)).map((role) => ({ value: role, words: roleWords(role) }));
}
