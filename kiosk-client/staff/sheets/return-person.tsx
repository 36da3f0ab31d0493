import { useState } from 'preact/hooks';
import type { Placed } from '../next-person.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Choices } from './choices.tsx';
import { SheetForm } from './sheet.tsx';

export function ReturnPerson({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const [placement, setPlacement] = useState<'first' | 'last' | 'fair'>('fair');
  return (
    <SheetForm wish={wishes.returnToQueue(placed, placement)} words={t('back_to_queue')}>
      <Choices
        label={t('where')}
        value={placement}
        onChange={setPlacement}
        options={[
          { value: 'fair', words: t('place_fair'), note: t('place_fair_note') },
          { value: 'first', words: t('place_first') },
          { value: 'last', words: t('place_last') },
        ]}
      />
    </SheetForm>
  );
}
