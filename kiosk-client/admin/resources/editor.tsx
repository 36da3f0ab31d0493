import { useEffect, useRef, useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords, wrongWords } from '../../shared/account/refusal-words.ts';
import { ApiProblem } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { lists } from '../lists.ts';
import { t } from '../texts.ts';
import { bodyOf, draftOf, errorOf, errorsElsewhere, rebased, type Draft } from './draft.ts';
import { FieldControl } from './field-control.tsx';
import type { Field } from './resource.ts';

type Revised = { revision: number };

type Props = {
  fields: readonly Field[];
  /** Also those that cannot be changed any more: choices may depend on them. */
  allFields?: readonly Field[];
  thing: Revised | null;
  user: User;
  saveWords: string;
  /** `revision` is the one the change is meant for; null for a new thing. @throws ApiProblem */
  save: (body: Record<string, unknown>, revision: number | null) => Promise<void>;
  readAgain: () => Promise<Revised>;
  /** What stands in the form now, for who shows how it will look. */
  onDraft?: (draft: Draft) => void;
};

/** A form made from a description. The server's words about a field stand at the field. */
export function Editor({ fields, allFields = fields, thing, user, saveWords, save, readAgain, onDraft }: Props) {
  const [base, setBase] = useState(thing);
  const [draft, setDraft] = useState<Draft>(() => draftOf(allFields, thing));
  const [problem, setProblem] = useState<unknown>(null);
  const [overtaken, setOvertaken] = useState(false);
  const [busy, setBusy] = useState(false);
  const errors =
    problem instanceof ApiProblem
      ? problem.errors.map(({ path, message }) => ({ path, message: wrongWords(message) }))
      : [];
  const body = bodyOf(fields, draft, base);
  const untouched = base !== null && Object.keys(body).length === 0;

  function change(path: string, value: unknown): void {
    const begunAnew = allFields
      .filter(({ resetBy }) => resetBy === path)
      .map((field) => ({ [field.path]: field.initial ?? '' }));
    setDraft((held) => withoutHidden(allFields, Object.assign({}, held, { [path]: value }, ...begunAnew) as Draft)); // one property a field
  }

  useEffect(() => onDraft?.(draft), [draft]);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  async function submit(): Promise<void> {
    setBusy(true);
    setProblem(null);
    setOvertaken(false);
    try {
      await save(body, base?.revision ?? null);
    } catch (refused) {
      if (refused instanceof ApiProblem && refused.code === 'version_mismatch' && base) await catchUp(base);
      else setProblem(refused);
    }
    setBusy(false);
  }

  async function catchUp(before: Revised): Promise<void> {
    try {
      const fresh = await readAgain();
      setDraft(rebased(allFields, draft, before, fresh));
      setBase(fresh);
      setOvertaken(true);
    } catch (refused) {
      setProblem(refused);
    }
  }

  return (
    <form
      ref={form}
      class="editor card"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {groupsOf(fields.filter(({ shown }) => shown?.(draft) ?? true)).map(({ group, members }) => (
        <fieldset key={group} class="editor__group">
          {group !== '' && <legend class="editor__legend">{group}</legend>}
          {members.map((field) => (
            <FieldControl
              key={field.path}
              field={field}
              value={draft[field.path]}
              error={errorOf(field.path, errors)}
              around={{ lists: lists.value, draft, user }}
              onChange={(value) => change(field.path, value)}
            />
          ))}
        </fieldset>
      ))}
      {overtaken && (
        <p class="form-notice form-notice--warn" role="alert">
          {t('overtaken')}
        </p>
      )}
      {problem !== null && (
        <div class="form-notice form-notice--bad" role="alert">
          <p>{refusalWords(problem)}</p>
          {errorsElsewhere(fields, errors).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
      <div class="editor__foot">
        <Button type="submit" variant="primary" size="large" busy={busy} disabled={untouched}>
          {saveWords}
        </Button>
      </div>
    </form>
  );
}

function withoutHidden(fields: readonly Field[], draft: Draft): Draft {
  const hidden = fields.filter(({ shown }) => shown?.(draft) === false);
  return Object.assign({}, draft, ...hidden.map(({ path, initial }) => ({ [path]: initial ?? '' }))) as Draft; // one property a field
}

function groupsOf(fields: readonly Field[]): { group: string; members: Field[] }[] {
  const groups: { group: string; members: Field[] }[] = [];
  for (const field of fields) {
    const group = field.group ?? '';
    const known = groups.find((one) => one.group === group);
    if (known) known.members.push(field);
    else groups.push({ group, members: [field] });
  }
  return groups;
}
