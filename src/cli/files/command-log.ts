import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, writeSync } from 'node:fs';
import { systemErrorReason } from '../../errors.ts';
import type { Reason } from '../../reasons.ts';
import type { Host } from '../host.ts';

/** A command that has ended, as an operator reads of it: no id, no value and no secret is in it. */
export interface EndedCommand {
  /** When it began. ISO 8601, UTC. */
  readonly time: string;
  /** Of this run alone. */
  readonly run: string;
  /** Its words, such as `bill register`; empty where the command line names none. */
  readonly command: string;
  readonly durationMs: number;
  /** How many rows its answer is of; null where that is not known. */
  readonly rows: number | null;
  readonly exitCode: number;
  /** Why it was refused or failed; null where it was not. */
  readonly reason: Reason | null;
}

const BEGINNING = '{"time":';

const LINE_FEED = 0x0a;

/**
 * Adds a line of JSON to a log that others may write to meanwhile: what is appended by one write, and is as
 * short as this, stays in one piece. A log that is made is the owner's alone.
 *
 * @returns why nothing was written, in words; undefined where it was
 */
export function appendToLog(
  file: string,
  ended: EndedCommand,
  { getuid }: Pick<Host, 'getuid'>,
): string | undefined {
  try {
    const uid = getuid?.();
    const isTrusted = (owner: number) => uid === undefined || owner === 0 || owner === uid;
    const named = lstatSync(file, { throwIfNoEntry: false });
    if (named?.isSymbolicLink() && !isTrusted(named.uid)) return 'it is a link of another user';
    const { O_RDWR, O_APPEND, O_CREAT, O_NONBLOCK } = constants;
    // O_NONBLOCK: a pipe that nobody reads must not hang the program.
    const fd = openSync(file, O_RDWR | O_APPEND | O_CREAT | (O_NONBLOCK ?? 0), 0o600);
    try {
      const found = fstatSync(fd);
      if (!found.isFile()) return 'it is not a file';
      if (!isTrusted(found.uid)) return 'it is a file of another user';
      const { isLog, isWhole } = examine(fd, found.size);
      if (!isLog) return 'it is there already, and is no log of mess';
      const line = Buffer.from(`${isWhole ? '' : '\n'}${JSON.stringify(ended)}\n`);
      if (writeSync(fd, line) < line.length) return 'the disk is full';
    } finally {
      closeSync(fd);
    }
    return undefined;
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

/** Whether a file is one that lines are added to, and the last of them was not cut off. */
function examine(fd: number, size: number): { readonly isLog: boolean; readonly isWhole: boolean } {
  if (size === 0) return { isLog: true, isWhole: true };
  const first = Buffer.alloc(BEGINNING.length);
  const length = readSync(fd, first, 0, first.length, 0);
  const last = Buffer.alloc(1);
  readSync(fd, last, 0, 1, size - 1);
  return {
    isLog: BEGINNING.startsWith(first.toString('latin1', 0, length)),
    isWhole: last[0] === LINE_FEED,
  };
}
