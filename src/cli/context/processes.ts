import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Processes } from '../../data/drafts.ts';

const DIGITS = 6;

/** Digits of this process, half of them its machine's, and what became of others. */
export const processes: Processes = {
  get own() {
    return machineMark() + process.pid.toString(16).padStart(DIGITS, '0').slice(-DIGITS);
  },
  stateOf(digits) {
    if (!digits.startsWith(machineMark())) return 'unknown';
    return isRunning(Number.parseInt(digits.slice(DIGITS), 16)) ? 'running' : 'over';
  },
};

/** Another one after each start of the machine, and in each container. */
function machineMark(): string {
  const parts = [
    hostname(),
    readIfThere(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')),
    readIfThere(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, DIGITS);
}

/** Only Linux has these. */
function readIfThere(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // That it may not be sent a signal means that it is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
