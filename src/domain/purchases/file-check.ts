import { createRowLog } from '../imports/rejected-rows.ts';
import {
  collectMistakes,
  type FileFault,
  type RejectedRow,
  type RowError,
} from '../imports/report.ts';
import type { FilePurchase, PurchaseDraft } from './comparison.ts';

/** A row of a file of purchases whose cells were parsed as far as they can be. */
export interface PurchaseRow {
  /** The line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Undefined where any cell is faulty. */
  readonly draft: PurchaseDraft | undefined;
  /** Nothing is in it to take, or our own list says of it that it was taken back. */
  readonly passedOver: 'blank' | 'void' | undefined;
  readonly errors: readonly RowError[];
}

/** A file of purchases that was read, to its end or as far as it could be. */
export interface CheckedPurchases {
  readonly rows: number;
  readonly drafts: readonly FilePurchase[];
  /** Rows without a filled cell that counts, such as those that are only numbered. */
  readonly blank: number;
  /** Rows passed over, as they were taken back where they come from. */
  readonly skipped: number;
  /** Sorted by line. */
  readonly errors: readonly RowError[];
  readonly stopped: boolean;
  countRejected(): number;
  listRejected(): Iterable<RejectedRow>;
}

/** Gathers the rows of a file of purchases. */
export interface PurchaseSheet {
  /** @throws FileFault there are too many mistakes */
  add(row: PurchaseRow): void;
  stop(fault: FileFault): void;
  finish(): CheckedPurchases;
}

/** @param keepRows whether rejected rows will be asked for */
export function createPurchaseSheet(keepRows: boolean): PurchaseSheet {
  const mistakes = collectMistakes();
  const log = createRowLog<never>(keepRows);
  const drafts: FilePurchase[] = [];
  let [blank, skipped] = [0, 0];
  return {
    add({ line, cells, draft, passedOver, errors }) {
      const faulty = errors.length > 0;
      if (passedOver === 'blank') blank++;
      else if (passedOver === 'void') skipped++;
      else if (faulty) for (const error of errors) mistakes.add(error);
      else if (draft !== undefined) drafts.push({ ...draft, line });
      log.add({ line, cells, place: -1, group: undefined, faulty });
    },
    stop: (fault) => mistakes.stop(fault),
    finish: () => ({
      rows: log.size(),
      drafts,
      blank,
      skipped,
      errors: mistakes.list,
      stopped: mistakes.stopped,
      // No row stands or falls with another one.
      countRejected: () => (mistakes.spoiled ? 0 : log.countRejected(() => false)),
      listRejected: () => (mistakes.spoiled ? [] : log.listRejected(() => false, mistakes.list)),
    }),
  };
}
