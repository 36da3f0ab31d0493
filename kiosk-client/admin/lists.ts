import { byName } from '../shared/i18n/by-name.ts';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Counter } from '../../realtime/contract/resources/counters.ts';
import type { Device } from '../../realtime/contract/resources/devices.ts';
import type { DisplayMessage } from '../../realtime/contract/resources/display-messages.ts';
import type { Office } from '../../realtime/contract/resources/offices.ts';
import type { Provider } from '../../realtime/contract/resources/providers.ts';
import type { Queue } from '../../realtime/contract/resources/queues.ts';
import type { Service } from '../../realtime/contract/resources/services.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { listAll } from '../shared/list-all.ts';

/** A device is never changed back: unpaired is out of use. */
export type ListedDevice = Device & { active: boolean };

/** What the organization has set up, as far as it has been asked for. */
export type Lists = {
  offices?: readonly Office[];
  services?: readonly Service[];
  providers?: readonly Provider[];
  queues?: readonly Queue[];
  counters?: readonly Counter[];
  users?: readonly User[];
  devices?: readonly ListedDevice[];
  'display-messages'?: readonly DisplayMessage[];
};
export type ListName = keyof Lists;

const known = signal<Lists>({});
export const lists: ReadonlySignal<Lists> = known;

/** Reads lists anew; what is on the screen stays until they are here. @throws ApiProblem */
export async function readLists(names: readonly ListName[]): Promise<void> {
  const read = await Promise.all(names.map(async (name) => ({ [name]: await readList(name) })));
  known.value = Object.assign({}, known.value, ...read) as Lists; // one list a name
}

async function readList(name: ListName): Promise<readonly unknown[]> {
  if (name === 'devices') return (await listAll<Device>('/devices')).map(listed);
  return listAll<unknown>(`/${name}`);
}

export function listed(device: Device): ListedDevice {
  return { ...device, active: device.revoked_at === null };
}

export function nameOf(things: readonly { id: string; name: string }[] | undefined, id: string | null): string {
  return things?.find((thing) => thing.id === id)?.name ?? '–';
}

/** What is in use, by name; numbers in names count as numbers. */
export function inUse<T extends { name: string; active: boolean }>(things: readonly T[] | undefined): T[] {
  return (things ?? []).filter(({ active }) => active).sort(byName);
}

export { byName };
