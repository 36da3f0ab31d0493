import type { OfficeRow } from '../../../models/office.ts';
import { ARRIVAL_RADIUS } from '../../../models/rules/arrival-radius.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { stampsOf } from '../stamps.ts';

export function officeAnswer(row: OfficeRow): Office {
  const { name, address, time_zone, country, latitude, longitude, arrival_radius, premises_code } = row;
  const position = latitude === null || longitude === null ? null : { latitude, longitude };
  return {
    ...stampsOf(row),
    name,
    address,
    time_zone,
    country,
    position,
    arrival_radius: position === null ? arrival_radius : (arrival_radius ?? ARRIVAL_RADIUS),
    premises_code,
  };
}
