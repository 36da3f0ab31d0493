import { useState } from 'preact/hooks';
import type { Placed } from '../next-person.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Words } from './choices.tsx';
import { SheetForm } from './sheet.tsx';

/** Out of turn: the reason is kept and shown to whoever asks why. */
export function CallThisOne({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const [reason, setReason] = useState('');
  return (
    <SheetForm wish={reason === '' ? null : wishes.callThisOne(placed, reason)} words={t('call_now')}>
      <Words
        label={t('why_out_of_turn')}
        usual={[t('reason_unwell'), t('reason_appointment'), t('reason_quick'), t('reason_agreed')]}
        longest={200}
        onChange={setReason}
      />
    </SheetForm>
  );
}
