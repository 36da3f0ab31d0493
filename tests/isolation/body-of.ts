import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export const PASSWORD = 'correct horse battery staple';

/** What a made-up body is filled with. */
export type Filling = {
  /** The word that stands in every text. */
  word: string;
  /** The id of something of this kind: `queue` for `queue_id` and `queue_ids`. */
  idOf(noun: string): string;
};

type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  format?: string;
  minimum?: number;
  exclusiveMinimum?: number;
};

/** A body that the schema takes: what it demands, and every id it knows. */
export function bodyOf(schema: z.ZodType, filling: Filling): Record<string, unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape; // JSON Schema is what that makes
  return objectOf(shape, filling);
}

function objectOf({ properties = {}, required = [] }: Shape, filling: Filling): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || isId(name));
  return Object.fromEntries(wanted.map(([name, shape]) => [name, valueOf(name, shape, filling)]));
}

const isId = (name: string) => /(?:^|_)ids?$/.test(name);

function valueOf(name: string, shape: Shape, filling: Filling): unknown {
  const known = KNOWN[name]?.(filling.word);
  if (known !== undefined) return known;
  if (shape.anyOf) return valueOf(name, shape.anyOf.find(({ type }) => type !== 'null') ?? {}, filling);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum.at(-1);
  switch (shape.type) {
    case 'object':
      return objectOf(shape, filling);
    case 'array':
      return [valueOf(name.replace(/s$/, ''), shape.items ?? {}, filling)];
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    default:
      return textOf(name, shape, filling);
  }
}

function textOf(name: string, { format }: Shape, { word, idOf }: Filling): string {
  if (format === 'uuid') return idOf(name.replace(/_?id$/, ''));
  if (format === 'date-time') return new Date(Date.now() + 3_600_000).toISOString();
  if (format === 'uri') return `https://${word}.example/`;
  return `${word} ${name} ${some()}`;
}

const some = () => randomBytes(5).toString('hex');
const letters = () => Array.from(randomBytes(3), (byte) => String.fromCharCode(65 + (byte % 26))).join('');

/** Words with a form of their own, by the name they go by everywhere. */
const KNOWN: Record<string, (word: string) => unknown> = {
  email: (word) => `${word}.${some()}@example.org`,
  host: (word) => `${word}-${some()}.example`,
  slug: (word) => `${word}-${some()}`,
  prefix: letters,
  password: () => PASSWORD,
  current_password: () => PASSWORD,
  time_zone: () => 'Europe/Berlin',
  currency: () => 'EUR',
  language: () => 'de',
  role: () => 'viewer',
  scopes: () => ['catalogue.read'],
};
