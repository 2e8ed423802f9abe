import { parseRecorded } from '../../../mess/audit.ts';
import { splitKept, withKeptPhones } from '../../../mess/personal-values.ts';
import type { VerifiedRow } from '../../finding.ts';

/** An entry of the record of changes, as far as states are told by it. Anything may stand in it. */
export interface Entry {
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operationId: string;
  readonly command: string;
  readonly subject: string;
  readonly month: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** @param salts what is kept of the persons in it, as it is stored; undefined where nothing is */
export function readEntry(row: VerifiedRow, salts: string | undefined): Entry {
  const kept = splitKept(salts ?? '').values();
  const json = (value: VerifiedRow[string] | undefined) => {
    const recorded = parseRecorded(value === null || value === undefined ? null : String(value));
    return salts === undefined ? recorded : withKeptPhones(recorded, () => kept.next().value);
  };
  return {
    sequence: Number(row.sequence),
    at: String(row.at),
    operationId: String(row.operation_id),
    command: String(row.command),
    subject: String(row.subject),
    month: row.month === null ? null : String(row.month),
    before: json(row.before),
    after: json(row.after),
  };
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands in a recorded value under a name, and in that under another; undefined where nothing does. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isFields(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** The same of a text, or of what may be null; undefined where it is neither. */
export function textOf(value: unknown, ...path: readonly string[]): string | null | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' || found === null ? found : undefined;
}

export function numberOf(value: unknown, ...path: readonly string[]): number | null | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === 'number' || found === null ? found : undefined;
}

/** An amount as it was written, `1234.50`, in minor units; undefined where it is none. */
export function minorOf(value: unknown, ...path: readonly string[]): string | null | undefined {
  const text = textOf(value, ...path);
  if (text === null || text === undefined) return text;
  return /^-?\d+(\.\d+)?$/.test(text) ? String(BigInt(text.replace('.', ''))) : undefined;
}

/** What it says of rows that are too many to be told, by what they are told under. */
export function digestsOf({ after }: Entry, of: string): ReadonlyMap<string, string> | undefined {
  const digests = fieldOf(after, 'digests');
  if (!isFields(digests)) return undefined;
  const found = fieldOf(digests, of);
  const entries = Object.entries(isFields(found) ? found : {});
  return new Map(entries.map(([name, value]) => [name, String(value)]));
}
