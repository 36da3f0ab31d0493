import type { PersonalData } from '../../../access/personal-data.ts';

type Row = Record<string, unknown>;

/** Tables whose rows are not exported as they are stored. Bytes arrive as `\x` and hexadecimal digits. */
const FORMS: Readonly<Record<string, (row: Row, personal: PersonalData) => Row>> = {
  entries({ personal: sealed, ...row }, personal) {
    const bytes = bytesOf(sealed);
    return bytes === null ? row : { ...row, ...personal.open(String(row['id']), bytes) };
  },
  appointments({ personal: sealed, ...row }, personal) {
    const bytes = bytesOf(sealed);
    return bytes === null ? row : { ...row, ...personal.openAppointment(String(row['id']), bytes) };
  },
  files: ({ content, ...row }) => ({ ...row, content_base64: bytesOf(content)?.toString('base64') ?? null }),
};

/** One row as the organization can read it: what is sealed in the database is opened. */
export function readable(table: string, json: string, personal: PersonalData): string {
  const form = FORMS[table];
  return form ? JSON.stringify(form(JSON.parse(json) as Row, personal)) : json; // made by row_to_json
}

function bytesOf(hex: unknown): Buffer | null {
  return typeof hex === 'string' && hex.startsWith(String.raw`\x`) ? Buffer.from(hex.slice(2), 'hex') : null;
}
