import { useState } from 'preact/hooks';
import type { Placed } from '../next-person.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Words } from './choices.tsx';
import { SheetForm } from './sheet.tsx';

export function CancelStay({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const [reason, setReason] = useState('');
  return (
    <SheetForm danger wish={reason === '' ? null : wishes.cancel(placed, reason)} words={t('cancel_stay')}>
      <Words
        label={t('reason')}
        usual={[t('reason_gone'), t('reason_twice'), t('reason_wrong_queue'), t('reason_not_possible')]}
        longest={200}
        onChange={setReason}
      />
    </SheetForm>
  );
}
