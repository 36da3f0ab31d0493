import type { OfficeRow } from '../../../models/office.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { stampsOf } from '../stamps.ts';

export function officeAnswer(row: OfficeRow): Office {
  const { name, address, time_zone, country } = row;
  return { ...stampsOf(row), name, address, time_zone, country };
}
