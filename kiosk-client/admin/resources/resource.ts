import type { ComponentChildren } from 'preact';
import type { Language, Permission } from '../../../models/vocabulary.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { Lists, ListName } from '../lists.ts';
import type { Draft, DraftField } from './draft.ts';

/** Things an organization sets up. */
export type Thing = { id: string; name: string; revision: number; active: boolean };

export type Option = { value: string; words: string };

/** What a control may look at to know its choices. */
export type Around = { lists: Lists; draft: Draft; user: User };

export type Control =
  | {
      kind: 'text';
      longest?: number;
      type?: 'text' | 'email' | 'date';
      ltr?: boolean;
      capitals?: boolean;
      suggestions?(): readonly string[];
    }
  | { kind: 'lines'; longest: number; language?: Language }
  | { kind: 'password' }
  | { kind: 'number'; least: number; most: number; unit?: string }
  /** A stretch of time: the value is in minutes. */
  | { kind: 'span'; least: number; most: number }
  | { kind: 'money' }
  | { kind: 'switch' }
  | { kind: 'colour' }
  | { kind: 'choice'; options(around: Around): readonly Option[]; none?: string }
  | { kind: 'several'; options(around: Around): readonly Option[]; empty?(around: Around): string }
  | { kind: 'offices' };

export type Field = DraftField & {
  label: string;
  /** Who sees its effect. */
  hint?: string;
  control: Control;
  /** Only in a new thing, or only in one that exists. */
  only?: 'new' | 'existing';
  required?: boolean;
  /** Whether it is asked for at all, as the rest of the form stands now; what is not begins anew. */
  shown?(draft: Draft): boolean;
  /** Begins anew when that other field changes: its choices are others then. */
  resetBy?: string;
  /** A heading under which it stands with others. */
  group?: string;
};

export type Column<T> = { label: string; show(thing: T, lists: Lists): ComponentChildren };

/** One kind of thing: how it is listed, made, changed and put out of use. Texts are read when it is called, in the screen's language. */
export type Resource<T extends Thing = Thing> = {
  name: ListName;
  icon: IconName;
  /** Where a new one is sent; the list's own path unless it says otherwise. */
  createPath?: string;
  mayChange: Permission;
  title: string;
  /** What it is for, under the title. */
  about: string;
  addWords: string;
  newTitle: string;
  empty: { title: string; text: string };
  /** `typed`: not taken back with a tap, so the name is typed first. */
  remove: { words: string; question(thing: T): string; text: string; typed?: true };
  /** What changes by itself is read again this often. */
  againEvery?: number;
  /** Other lists that its columns and choices need. */
  needs: readonly ListName[];
  /** What must exist first, and what to say instead of a form when it does not. */
  first?: { list: ListName; words: string };
  columns: readonly Column<T>[];
  fields: readonly Field[];
};
