import { daysAsNumber } from '../domain/values/days.ts';
import { formatMinor } from '../domain/values/money.ts';
import type { Cell, Sheet } from './sheet.ts';

/** What may stand in a field, and what a record has for it. */
interface ValueOfKind {
  /** Short, such as an id: never cut off. */
  word: string;
  text: string;
  /** Some words, each short. */
  words: readonly string[];
  /** `YYYY-MM` */
  month: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** ISO 8601, UTC. */
  time: string;
  count: number;
  /** Hundredths; a document has days. */
  days: number;
  /** Minor units; a document has text with the currency's decimals. */
  money: bigint;
  flag: boolean;
}

export type Kind = keyof ValueOfKind;

/** With `?` there may be null. */
type KindOrNull = Kind | `${Kind}?`;

/** The kind of a field, and what else there is to say of it. */
export type Field =
  | KindOrNull
  | {
      readonly kind: KindOrNull;
      /** The key of the record that has it, if it has another name there. */
      readonly from?: string;
      /** All the words that it can be. */
      readonly oneOf?: readonly string[];
      /** Its turn to be left out where there is no room for all, 1 first; else they go from the last on. */
      readonly drop?: number;
    };

/**
 * A document whose values are those of a record: its keys in their order. The columns of its CSV are
 * called alike, `last_used_at` for `lastUsedAt`.
 */
export type Fields = Readonly<Record<string, Field>>;

type KindOf<F extends Field> = F extends { readonly kind: infer K } ? K : F;

type ValueOf<K> = K extends `${infer Present extends Kind}?`
  ? ValueOfKind[Present] | null
  : K extends Kind
    ? ValueOfKind[K]
    : never;

/** The records that fields are made of. */
export type RecordOf<F extends Fields> = {
  readonly [Key in keyof F as F[Key] extends { readonly from: infer From extends string }
    ? From
    : Key]: ValueOf<KindOf<F[Key]>>;
};

interface DocumentedKind extends Omit<ValueOfKind, 'money'> {
  money: string;
}

type DocumentedValue<K> = K extends `${infer Present extends Kind}?`
  ? DocumentedKind[Present] | null
  : K extends Kind
    ? DocumentedKind[K]
    : never;

/** The document that is made of such a record. */
export type DocumentOf<F extends Fields> = {
  readonly [Key in keyof F]: DocumentedValue<KindOf<F[Key]>>;
};

/** A field, its parts taken apart. */
export interface PlainField {
  readonly key: string;
  readonly kind: Kind;
  readonly isNullable: boolean;
  readonly from: string;
  readonly oneOf?: readonly string[] | undefined;
  readonly drop?: number | undefined;
}

export function listFields(fields: Fields): PlainField[] {
  return Object.entries(fields).map(([key, field]) => {
    const { kind, from = key, oneOf, drop } = typeof field === 'string' ? { kind: field } : field;
    const isNullable = kind.endsWith('?');
    return { key, kind: kind.replace('?', '') as Kind, isNullable, from, oneOf, drop };
  });
}

export function readField(record: object, { from }: PlainField): ValueOfKind[Kind] | null {
  return (record as Readonly<Record<string, ValueOfKind[Kind] | null>>)[from] ?? null;
}

type PlainValue = string | number | boolean | null | readonly string[];

/**
 * How a record becomes its document.
 *
 * @param currencyDecimals of the money in it; what has none does without
 */
export function documentMaker<F extends Fields>(
  fields: F,
  currencyDecimals = 0,
): (record: RecordOf<F>) => Readonly<Record<string, PlainValue>> {
  const list = listFields(fields);
  return (record) =>
    Object.fromEntries(
      list.map((field) => [
        field.key,
        plainValue(readField(record, field), field, currencyDecimals),
      ]),
    );
}

/** The column of a key. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, '_$&').toLowerCase();
}

export function recordSheet<F extends Fields>(
  fields: F,
  records: readonly RecordOf<F>[],
  currencyDecimals = 0,
): Sheet {
  const toDocument = documentMaker(fields, currencyDecimals);
  const toCell = (value: PlainValue): Cell => {
    if (typeof value === 'boolean') return String(value);
    return value === null || typeof value !== 'object' ? value : value.join(' ');
  };
  return {
    header: Object.keys(fields).map(columnName),
    rows: records.map((record) => Object.values(toDocument(record)).map(toCell)),
  };
}

function plainValue(
  value: ValueOfKind[Kind] | null,
  { kind }: PlainField,
  currencyDecimals: number,
): PlainValue {
  if (kind === 'money' && typeof value === 'bigint') return formatMinor(value, currencyDecimals);
  if (kind === 'days' && typeof value === 'number') return daysAsNumber(value);
  if (typeof value === 'bigint') throw new TypeError(`A BigInt where ${kind} was to be.`);
  return value;
}
