import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../models/vocabulary.ts';
import { name, stamped } from './words.ts';

/** People may break its lines; nothing in it turns the direction of what stands beside it. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(280)
  .regex(/^(?:\n|[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069])*$/u, 'must be plain words');
/** Every language there is, each of them optional. */
function byLanguage<S extends z.ZodType>(words: S) {
  const each = LANGUAGES.map((language) => ({ [language]: words.exactOptional() }));
  return z.strictObject(Object.assign({}, ...each) as Record<Language, z.ZodExactOptional<S>>); // one property a language
}
const settings = {
  office_id: z.uuid().nullable().optional().meta({ description: 'Null: in every office.' }),
  queue_ids: z
    .array(z.uuid())
    .max(50)
    .optional()
    .meta({ description: 'Queues of that office: only where one of them is shown. None: in the whole office.' }),
  from_on: z.iso.date().nullable().optional().meta({ description: 'The first day, in the office.' }),
  until_on: z.iso.date().nullable().optional().meta({ description: 'The last day, in the office.' }),
  position: z.int().min(1).max(1000).optional().meta({ description: 'Smaller ones come first.' }),
};
export const createDisplayMessage = z.strictObject({
  name,
  texts: byLanguage(text).optional(),
  ...settings,
});
export const changeDisplayMessage = z.strictObject({
  name: name.optional(),
  texts: byLanguage(text.nullable())
    .optional()
    .meta({ description: 'A language that is not named stays as it is; null takes it away.' }),
  ...settings,
  active: z.boolean().optional(),
});
export const displayMessage = z.object({
  ...stamped,
  name: z.string(),
  texts: byLanguage(z.string()),
  picture_url: z.string().nullable(),
  office_id: z.uuid().nullable(),
  queue_ids: z.array(z.uuid()),
  from_on: z.iso.date().nullable(),
  until_on: z.iso.date().nullable(),
  position: z.int(),
});
export type DisplayMessage = z.infer<typeof displayMessage>;

/** What a display shows of one. */
export const shownMessage = displayMessage.pick({ id: true, texts: true, picture_url: true });
export type ShownMessage = z.infer<typeof shownMessage>;
export const shownMessages = z.object({ data: z.array(shownMessage) });
