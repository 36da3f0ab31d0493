import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import { inUse } from '../lists.ts';
import type { Around, Control, Option } from './resource.ts';

/** Between what a control holds and what the wire takes. */

export const asNumber = {
  toControl: (value: unknown) => (typeof value === 'number' ? String(value) : ''),
  fromControl: (control: unknown) => Number(control),
};

/** `15.5` or `15,50` of a currency's main unit, in its hundredths on the wire. */
export const asCents = {
  toControl: (value: unknown) => (typeof value === 'number' ? (value / 100).toFixed(2) : ''),
  fromControl: (control: unknown) => Math.round(Number(String(control).replace(',', '.')) * 100),
};

/** `52.52, 13.405`, as it is copied from a map. What is no place is sent as it is, so that the service says so. */
export const asPosition = {
  toControl: (value: unknown) => {
    const position = value as Office['position'];
    return position ? `${position.latitude}, ${position.longitude}` : '';
  },
  fromControl: (control: unknown) => {
    const [latitude, longitude, ...more] = String(control)
      .split(/[,;\s]+/)
      .map(Number);
    const isPlace = Number.isFinite(latitude) && Number.isFinite(longitude) && more.length === 0;
    return isPlace ? { latitude, longitude } : control;
  },
};

export const asSwitch = { toControl: (value: unknown) => value === true, initial: false };

/** The offices a provider works in; one of them is the first. */
export type OfficeChoice = { id: string; is_primary: boolean };
export const asOffices = {
  initial: [],
  toControl: (value: unknown) =>
    (value as Provider['offices']).map(({ id, is_primary }): OfficeChoice => ({ id, is_primary })),
};

/** Checks or unchecks an office; there is always exactly one primary among those that are checked. */
export function withOffice(chosen: readonly OfficeChoice[], id: string, checked: boolean): OfficeChoice[] {
  const rest = chosen.filter((one) => one.id !== id);
  return withPrimary(checked ? [...rest, { id, is_primary: false }] : rest, null);
}

export function withPrimary(chosen: readonly OfficeChoice[], id: string | null): OfficeChoice[] {
  const primary = id ?? chosen.find(({ is_primary }) => is_primary)?.id ?? chosen[0]?.id;
  return chosen.map((one) => ({ ...one, is_primary: one.id === primary }));
}

export const officeChoice: Control = {
  kind: 'choice',
  options: ({ lists }: Around) => optionsOf(inUse<Office>(lists.offices)),
};

export function optionsOf(things: readonly { id: string; name: string }[]): Option[] {
  return things.map(({ id, name }) => ({ value: id, words: name }));
}
