import { Empty } from '../shared/ui/empty.tsx';
import { everybody } from './desk-view.ts';
import { findPeople } from './find-people.ts';
import { LineRow } from './line-row.tsx';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

/** A screen full; whoever sees more than that types another letter. */
const SHOWN = 30;

/** Whoever is meant, wherever the person is now. */
export function Found({ wanted }: { wanted: string }) {
  const { desk } = useWork();
  const { waiting, boards } = desk.view.value;
  const found = findPeople(everybody(desk.view.value), wanted);
  return (
    <>
      <p class="line__status" role="status">
        {wanted.trim() !== '' && t('found', { count: found.length })}
      </p>
      {wanted.trim() === '' && <Empty title={t('find')}>{t('find_next')}</Empty>}
      <ol class="line__list">
        {found.slice(0, SHOWN).map((placed) => (
          <LineRow
            key={placed.entry.id}
            placed={placed}
            place={placeOf(placed.entry.id)}
            severalQueues={boards.length > 1}
            saysStatus
          />
        ))}
      </ol>
    </>
  );

  function placeOf(entryId: string): number | null {
    const place = waiting.findIndex(({ entry }) => entry.id === entryId) + 1;
    return place > 0 ? place : null;
  }
}
