import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { addressOf, NEW } from '../address.ts';
import { deviceState, type DeviceState } from '../device-state.ts';
import { byName, nameOf, type ListedDevice } from '../lists.ts';
import { kindWords } from '../resources/devices.tsx';
import { StateWords } from '../state-words.tsx';
import { t } from '../texts.ts';

type Props = { devices: readonly ListedDevice[]; offices: readonly Office[]; mayPair: boolean };

const WORST_FIRST: readonly DeviceState['tone'][] = ['bad', 'warn', 'good'];

/** The screens in words: who looks after a clinic should not have to walk to the television. */
export function DeviceStates({ devices, offices, mayPair }: Props) {
  const paired = devices
    .filter(({ active }) => active)
    .map((device) => ({ device, state: deviceState(device) }))
    .sort(
      (a, b) => WORST_FIRST.indexOf(a.state.tone) - WORST_FIRST.indexOf(b.state.tone) || byName(a.device, b.device),
    );
  const troubled = paired.filter(({ state }) => state.tone !== 'good').length;
  return (
    <section class="device-states card">
      <h2 class="today__title">{t('devices')}</h2>
      {paired.length === 0 ? (
        <>
          <p class="device-states__about">{t('no_devices_text')}</p>
          {mayPair && (
            <a class="button button--secondary" href={addressOf('devices', NEW)}>
              {t('pair_device')}
            </a>
          )}
        </>
      ) : (
        <p class="device-states__about">
          {troubled === 0 ? t('screens_fine', { count: paired.length }) : t('screens_troubled', { count: troubled })}
        </p>
      )}
      <ul class="device-states__list">
        {paired.map(({ device, state }, index) => (
          <li key={device.id} class="device-states__one">
            <a class="device-states__name" href={addressOf('devices', device.id)}>
              {device.name}
            </a>
            <span class="device-states__about">
              {kindWords(device.kind)} · {nameOf(offices, device.office_id)}
            </span>
            <StateWords {...state} />
            {/* What to do is said once. */}
            {state.hint !== null && state.hint !== paired[index - 1]?.state.hint && (
              <span class="device-states__hint">{state.hint}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
