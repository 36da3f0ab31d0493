import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { addressOf } from '../address.ts';
import { isSilent, lastSeenWords } from '../last-seen.ts';
import { byName, nameOf, type ListedDevice } from '../lists.ts';
import { kindWords } from '../resources/devices.tsx';
import { t } from '../texts.ts';

type Props = { devices: readonly ListedDevice[]; offices: readonly Office[]; now: number };

/** The screens in words: who looks after a clinic should not have to walk to the television. */
export function DeviceStates({ devices, offices, now }: Props) {
  const paired = devices.filter(({ active }) => active).sort(byName);
  if (paired.length === 0) return null;
  return (
    <section class="today__office">
      <h2 class="today__title">{t('devices')}</h2>
      <ul class="device-states card">
        {paired.map((device) => {
          const silent = isSilent(device.last_seen_at, now);
          return (
            <li key={device.id} class="device-states__one">
              <span
                class={silent ? 'device-states__dot device-states__dot--silent' : 'device-states__dot'}
                aria-hidden="true"
              />
              <a class="device-states__name" href={addressOf('devices', device.id)}>
                {device.name}
              </a>
              <span class="device-states__about">
                {kindWords(device.kind)} · {nameOf(offices, device.office_id)}
              </span>
              <span class={silent ? 'device-states__seen device-states__seen--silent' : 'device-states__seen'}>
                {lastSeenWords(device.last_seen_at)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
