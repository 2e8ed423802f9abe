import type { ImportKind } from '../../imports/import-record.ts';
import { digestRows, importRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { type Entry, numberOf, textOf } from './told/entry.ts';
import { findOtherColumns, otherThanTold, type ReportIn, type ToldRow } from './told/rows.ts';

/** What an entry says of an import. */
interface Told {
  readonly columns: ToldRow;
  /** Undefined where the program was too old to say it. */
  readonly digest: string | undefined;
}

/** What a command takes files of. */
const KINDS: Readonly<Record<string, ImportKind>> = {
  'attendance import': 'attendance',
  'purchase import': 'purchases',
  'payment import': 'payments',
};

export interface Imports extends State {
  /** The entry of an import that was undone, by that of the undoing; after the imports were read. */
  undoneBy(sequence: number): number | undefined;
  /** Whether an entry is that of an import that was undone. */
  isUndone(sequence: number): boolean;
}

/** The list of imports, and which of them were undone. */
export function createImports(report: ReportIn): Imports {
  const told = new Map<number, Told>();
  const undone = new Map<number, number>();
  let since = 0;
  const undoings = new Map<number, number>();
  const taken = new Set<number>();
  const of = (row: VerifiedRow) => Number(row.changed_by);

  const check = (row: VerifiedRow) => {
    const say = (message: string) => report('imports', String(row.no), message);
    const entry = told.get(of(row));
    told.delete(of(row));
    if (entry === undefined) return say('the record of changes does not tell of it');
    const isOld = of(row) < since;
    const columns = {
      ...(isOld ? {} : entry.columns),
      undone_by: undone.get(Number(row.no)) ?? null,
    };
    const others = findOtherColumns(columns, row);
    for (const name of others) say(otherThanTold(name));
    const isSame = entry.digest === undefined || entry.digest === digestRows([importRow(row)]);
    if (!isSame && others.length === 0) say(otherThanTold('it'));
  };

  return {
    undoneBy: (sequence) => undoings.get(sequence),
    isUndone: (sequence) => taken.has(sequence),
    addEntry({ command, sequence, subject, after }: Entry) {
      if (command === 'db migrate') since = sequence;
      if (command === 'attendance undo' || command === 'payment undo') {
        undone.set(Number(/^import (\d+)$/.exec(subject)?.[1]), sequence);
      }
      const kind = KINDS[command];
      if (kind === undefined) return;
      const counts = ['rows', 'inserted', 'rejected'].map(
        (name) => [name, numberOf(after, name)] as const,
      );
      const columns = { kind, file: subject, ...Object.fromEntries(counts) };
      told.set(sequence, { columns, digest: textOf(after, 'digests', 'import') ?? undefined });
    },
    rows: {
      imports(row) {
        const by = undone.get(Number(row.no));
        if (by !== undefined) {
          undoings.set(by, of(row));
          taken.add(of(row));
        }
        check(row);
      },
    },
    ends: {
      imports() {
        for (const [sequence, { digest, columns }] of told) {
          // The first programs had no list.
          if (digest === undefined) continue;
          const sentence = `the import of ${columns.file} by entry ${sequence} is not there, and the record of changes tells of it`;
          report('imports', '', sentence);
        }
      },
    },
  };
}
