import type { OfficeRow } from '../../../models/office.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { stampsOf } from '../stamps.ts';

export function officeAnswer(row: OfficeRow): Office {
  return { ...stampsOf(row), name: row.name, address: row.address, time_zone: row.time_zone };
}
