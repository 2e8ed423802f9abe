import { type ChildProcess, spawn } from 'node:child_process';
import type { Delivery, Letter, Outcome } from '../domain/messages/delivery.ts';
import { systemErrorReason } from '../errors.ts';

const TIME_LIMIT_MS = 60_000;

/** Try again later (sysexits.h, EX_TEMPFAIL). */
const LATER = 75;

/** Nobody knows whether it arrived; of sysexits.h this is the next one, EX_PROTOCOL. */
const UNKNOWN = 76;

/** Of what a program complains, more is not read. */
const MAX_COMPLAINT = 4096;

/**
 * Hands each letter to a program of the mess's own, as one line of JSON on its standard input; how it ends says
 * what became of it. No shell reads anything of it.
 *
 * @param program a path, or a name that is looked for like any command
 * @param endGroup ends a process and all that it started
 */
export function programDelivery(
  program: string,
  endGroup: EndGroup,
  timeLimitMs = TIME_LIMIT_MS,
): Delivery {
  return {
    channel: 'program',
    close: async () => {},
    send: (letter) => runProgram(program, letter, endGroup, timeLimitMs),
  };
}

type EndGroup = (pid: number) => void;

function runProgram(
  program: string,
  letter: Letter,
  endGroup: EndGroup,
  timeLimitMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, [], {
      shell: false,
      stdio: ['pipe', 'ignore', 'pipe'],
      // A group of its own: Ctrl-C is not for it, and what it started ends with it.
      detached: true,
    });
    const complaint = readComplaint(child);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      if (child.pid !== undefined) endGroup(child.pid);
    }, timeLimitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      const why = systemErrorReason(error) ?? error.message;
      resolve({ kind: 'unusable', reason: `${program} cannot be run: ${why}` });
    });
    child.on('exit', async (code, signal) => {
      clearTimeout(timer);
      const said = await complaint();
      if (code === 0) resolve({ kind: 'sent' });
      else if (isLate) {
        const reason = `${program} did not end within ${timeLimitMs / 1000} seconds`;
        resolve({ kind: 'unknown', reason });
      } else if (code === null) {
        resolve({ kind: 'unknown', reason: `${program} was ended by ${signal}` });
      } else {
        const reason = said === '' ? `${program} ended with ${code}` : said;
        if (code === LATER) resolve({ kind: 'later', reason });
        else if (code === UNKNOWN) resolve({ kind: 'unknown', reason });
        else resolve({ kind: 'refused', reason, ofAddressee: false });
      }
    });
    // One that does not read its input says by its end what that means.
    child.stdin?.on('error', () => {});
    child.stdin?.end(`${JSON.stringify(toJson(letter))}\n`);
  });
}

function toJson(letter: Letter) {
  const { channel, to, subject, text, sms, studentId, month, messageId } = letter;
  return {
    ...{ channel, to: to.address, name: to.name, subject, text },
    ...{ template: sms?.template ?? null, variables: sms?.variables ?? [] },
    ...{ studentId, month, messageId },
  };
}

/** How long what a program left behind may keep its standard error open. */
const CLOSING_MS = 500;

/** @returns gives the first line of what it said on standard error, once it has ended */
function readComplaint({ stderr }: ChildProcess): () => Promise<string> {
  let text = '';
  stderr?.setEncoding('utf8').on('data', (piece: string) => {
    if (text.length < MAX_COMPLAINT) text += piece;
  });
  const closed = new Promise<void>((resolve) => stderr?.on('close', resolve) ?? resolve());
  return async () => {
    const timer = setTimeout(() => stderr?.destroy(), CLOSING_MS);
    await closed;
    clearTimeout(timer);
    return text.trim().split('\n')[0]?.trim() ?? '';
  };
}
