import type { ImportReport, OnProgress, Rejects } from '../../domain/imports/report.ts';

/**
 * A file that was read and checked. Nothing is written yet, so that what is rejected can be put in
 * safety first.
 */
export interface PlannedImport {
  /** What would be done. */
  readonly report: ImportReport;
  /** Null where the header was not understood. */
  readonly rejects: Rejects | null;
  /** Whether there is anything to write, and it may be written. */
  readonly writes: boolean;
  /**
   * Writes it in one transaction.
   *
   * @throws BusyError what the check relied on was changed meanwhile
   */
  write(onProgress: OnProgress): Promise<ImportReport>;
}

/** While another writer is waited for, the person may end the work. */
export function listenWhileWaiting(onProgress: OnProgress): { readonly onWait: () => void } {
  return { onWait: () => onProgress({ phase: 'writing', rows: 0, fraction: 0 }) };
}

/** Lets what came meanwhile, such as a signal, be heard. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What every import may be told. */
export interface ImportOptions {
  readonly dryRun: boolean;
  /** Take the good rows of a file with mistakes. */
  readonly partial: boolean;
  /** Whether the rejected rows will be asked for. */
  readonly keepRejects: boolean;
}
