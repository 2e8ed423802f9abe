import type { Person, Roll } from '../roll.ts';
import { digestsOf, type Entry, fieldOf, numberOf } from '../told/entry.ts';

/** What an entry says of figures of attendance, and of those that it took out. */
export type FigureWriter =
  /** One figure by hand; `days` in hundredths, null where it was taken out. */
  | {
      readonly kind: 'by hand';
      readonly sequence: number;
      readonly person: Person;
      readonly month: string;
      readonly days: number | null;
      /** Undefined where it does not say. */
      readonly before: number | null | undefined;
    }
  /** Many, of a file or of daily marks. */
  | {
      readonly kind: 'many';
      readonly sequence: number;
      readonly isOfMarks: boolean;
      /** By month; undefined where the program was too old to say it. */
      readonly digests: ReadonlyMap<string, string> | undefined;
      /** How many, where that is told and nothing else. */
      readonly count: number | undefined;
    }
  | { readonly kind: 'undoing'; readonly sequence: number };

/** @returns undefined for entries that neither write figures nor take any out */
export function readFigureWriter(entry: Entry, roll: Pick<Roll, 'find'>): FigureWriter | undefined {
  const { command, sequence, subject, month, before, after } = entry;
  switch (command) {
    case 'attendance record':
    case 'attendance clear': {
      const ofMany = digestsOf(entry, 'figures');
      if (ofMany !== undefined && ofMany.size > 0) return toMany(sequence, false, ofMany);
      const days = command === 'attendance clear' ? null : hundredthsOf(after);
      if (month === null || days === undefined) return undefined;
      const was = before === null ? null : hundredthsOf(before);
      return { kind: 'by hand', sequence, person: roll.find(subject), month, days, before: was };
    }
    case 'attendance import':
    case 'db import-original':
    case 'attendance today':
    case 'attendance away': {
      const digests = digestsOf(entry, 'figures');
      const isOfMarks = command === 'attendance today' || command === 'attendance away';
      return toMany(
        sequence,
        isOfMarks,
        digests,
        digests === undefined ? countOf(after) : undefined,
      );
    }
    case 'attendance undo':
      return { kind: 'undoing', sequence };
    default:
      return undefined;
  }
}

function toMany(
  sequence: number,
  isOfMarks: boolean,
  digests: ReadonlyMap<string, string> | undefined,
  count?: number,
): FigureWriter {
  return { kind: 'many', sequence, isOfMarks, digests, count };
}

/** Days as they are written, 12.25, in hundredths. */
function hundredthsOf(side: unknown): number | null | undefined {
  const days = numberOf(side, 'days');
  return typeof days === 'number' ? Math.round(days * 100) : days;
}

function countOf(after: unknown): number | undefined {
  const ofOriginal = fieldOf(after, 'attendance');
  if (typeof ofOriginal === 'number') return ofOriginal;
  const [inserted, updated] = [numberOf(after, 'inserted'), numberOf(after, 'updated')];
  if (typeof inserted !== 'number' || typeof updated !== 'number') return undefined;
  return inserted + updated;
}
