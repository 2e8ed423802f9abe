import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import { BusyError } from '../../errors.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

/** What was read and checked, a file or a database. Nothing is written yet. */
export interface Planned<Report> {
  /** What would be done. */
  readonly report: Report;
  /** Whether there is anything to write, and it may be written. */
  readonly writes: boolean;
  /**
   * Writes it in one transaction.
   *
   * @throws BusyError what the check relied on was changed meanwhile
   */
  write(onProgress: OnProgress): Promise<Report>;
}

/** Writes what was planned as one change. Until then, and while it waits, the person may end it. */
export function writePlanned<Report>(
  mess: Mess,
  actor: Actor,
  command: string,
  work: (scope: ChangeScope) => Promise<Report>,
  onProgress: OnProgress,
): Promise<Report> {
  const onWait = () => onProgress({ phase: 'writing', rows: 0, fraction: 0 });
  const run = async (scope: ChangeScope) => {
    // Ctrl-C may have been pressed while another writer was waited for, when nobody could hear it.
    await nextTurn();
    onWait();
    return work(scope);
  };
  return change(mess, actor, command, run, { onWait });
}

/** Lets what came meanwhile, such as a signal, be heard. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** @param what was changed, for a sentence: `The heads were` */
export function changedMeanwhile(
  what: string,
  name: string,
  during: 'import' | 'take-over',
): BusyError {
  const sentence = `${what} changed while ${name} was read. Nothing was written.`;
  return new BusyError('changed_meanwhile', sentence, { about: { during } });
}
