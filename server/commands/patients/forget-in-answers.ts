import type { Writing } from '../transact.ts';

/** A thousand opened answers hold a node up for some milliseconds, and not longer. */
const AT_ONCE = 1_000;

/** What is typed about a person, in an entry or an appointment. */
const WORDS = ['patient_name', 'phone', 'email', 'note', 'birth_date', 'reason'] as const;

type Kept = { principal: string; key: string; response: Buffer };

/**
 * The answers that are kept for repeated requests lose the words about these people and stay otherwise: without them a repeated
 * request would be carried out once more.
 */
export async function forgetInAnswers(tx: Writing, ids: readonly string[]): Promise<void> {
  const gone = new Set(ids);
  for (let last: Pick<Kept, 'principal' | 'key'> = { principal: '', key: '' }; ;) {
    const kept = await tx.query<Kept>({
      name: 'kept-answers',
      text: `SELECT principal, key, response FROM idempotency_keys
             WHERE organization_id = $1 AND (principal, key) > ($2, $3) AND response IS NOT NULL ORDER BY principal, key LIMIT ${AT_ONCE}`,
      values: [tx.actor.organizationId, last.principal, last.key],
    });
    for (const { principal, key, response } of kept) {
      const answer = tx.answers.open(response);
      if (!forget(answer, gone)) continue;
      await tx.query({
        name: 'keep-forgotten-answer',
        text: 'UPDATE idempotency_keys SET response = $4 WHERE organization_id = $1 AND principal = $2 AND key = $3',
        values: [tx.actor.organizationId, principal, key, tx.answers.seal(answer)],
      });
    }
    const end = kept.at(-1);
    if (!end || kept.length < AT_ONCE) return;
    last = end;
  }
}

/** Empties every entry and appointment of these, however deep in the answer it stands. Answers whether there was one. */
function forget(value: unknown, gone: ReadonlySet<string>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const isOne = 'id' in value && typeof value.id === 'string' && gone.has(value.id) && 'patient_name' in value;
  if (isOne) for (const word of WORDS) if (word in value) Object.assign(value, { [word]: null });
  return Object.values(value).reduce<boolean>((found, part) => forget(part, gone) || found, isOne);
}
