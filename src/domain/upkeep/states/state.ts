import type { VerifiedRow } from '../finding.ts';
import type { Entry } from './told/entry.ts';

/** Something of a mess that the entries of the record of changes tell of. */
export interface State {
  /** In the order of their numbers, and before all rows but those of the settings. */
  addEntry(entry: Entry): void;
  /** What is to be done with each row of a table, in the order of the primary key. */
  readonly rows: Readonly<Record<string, (row: VerifiedRow) => void>>;
  /** What is to be done after the last row of a table. */
  readonly ends?: Readonly<Record<string, () => void>>;
}
