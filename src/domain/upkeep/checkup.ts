import { type MessageTrouble, sayTroubles, sayWhole } from '../messages/troubles.ts';
import { sayCount } from '../values/text.ts';

/** `attention`: it works, and will not for ever, or others can see more than they should. */
export const CHECK_STATES = ['ok', 'attention', 'wrong'] as const;

/** One thing that was looked at. */
export interface Check {
  /** A stable word for it. */
  readonly check: string;
  readonly state: (typeof CHECK_STATES)[number];
  /** A sentence. */
  readonly message: string;
  /** By which a front knows what helps, where the check alone does not say it. */
  readonly about?: string;
}

/** A check with what helps, in the words of a front; null where nothing need be done. */
export interface ToldCheck extends Check {
  readonly hint: string | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Machines that keep their clocks by the network differ by less. */
const CLOCKS_DIFFER_MS = MINUTE_MS;

/** A mess whose bills come once a month loses this much work at most. */
const BACKUP_DAYS = 7;

/** A certificate is mostly renewed by then. */
const CERTIFICATE_DAYS = 14;

/**
 * @param newest when the newest entry of the record of changes was made, ISO 8601, UTC
 * @param say says a time for people
 */
export function checkClock(
  newest: string | undefined,
  now: Date,
  say: (at: Date) => string,
): Check {
  const check = 'clock';
  if (newest === undefined || now.getTime() >= Date.parse(newest) - CLOCKS_DIFFER_MS) {
    return { check, state: 'ok', message: `The clock of this machine says ${say(now)}.` };
  }
  return {
    check,
    state: 'wrong',
    message: `The clock of this machine says ${say(now)}, and the newest change was recorded at ${say(new Date(newest))}: one of the two clocks is wrong.`,
  };
}

/** @param last when the last backup was made, ISO 8601, UTC */
export function checkBackupAge(
  last: string | undefined,
  now: Date,
  say: (at: Date) => string,
): Check {
  const check = 'backup';
  if (last === undefined) {
    return { check, state: 'attention', message: 'No backup was made of this database yet.' };
  }
  if (Date.parse(last) - now.getTime() > CLOCKS_DIFFER_MS) {
    const message = `The last backup is noted for ${say(new Date(last))}, which is still to come: the clock was wrong then, or is now. Check it, and make another backup.`;
    return { check, state: 'attention', message };
  }
  const days = Math.floor((now.getTime() - Date.parse(last)) / DAY_MS);
  return {
    check,
    state: days > BACKUP_DAYS ? 'attention' : 'ok',
    message: `The last backup was made at ${say(new Date(last))}${days > BACKUP_DAYS ? `, ${days} days ago` : ''}.`,
  };
}

/**
 * What waits for less than a day may wait for who sends by hand.
 *
 * @param say says a time for people
 */
export function checkMessages(
  troubles: readonly MessageTrouble[],
  now: Date,
  say: (at: string) => string,
): Check[] {
  const check = 'messages';
  const said = troubles.flatMap((trouble) =>
    sayTroubles([trouble], say).filter(({ state }) => state !== 'waiting' || isLong(trouble, now)),
  );
  if (said.length === 0) {
    return [{ check, state: 'ok', message: 'No message failed or waits for long.' }];
  }
  return said.map((trouble) => ({
    ...{ check, state: 'attention', message: `${sayWhole(trouble)}.` },
    about: `${check} ${trouble.state}`,
  }));
}

function isLong({ waitingSince, refused }: MessageTrouble, now: Date): boolean {
  if (refused !== null) return true;
  return waitingSince !== null && !(now.getTime() - Date.parse(waitingSince) <= DAY_MS);
}

/** @param validTo when the certificate of the server ends; who connects finds it still good */
export function checkCertificate(validTo: Date, now: Date): Check {
  const isSoon = validTo.getTime() - now.getTime() < CERTIFICATE_DAYS * DAY_MS;
  return {
    check: 'certificate',
    state: isSoon ? 'attention' : 'ok',
    message: `The connection is encrypted; the certificate of the server is good until ${validTo.toISOString().slice(0, 10)}.`,
  };
}

/** @param migrations of the tables, against those of this program */
export function checkTables(
  migrations: {
    readonly applied: readonly string[];
    readonly pending: readonly string[];
    readonly unknown: readonly string[];
  },
  isFile: boolean,
): Check {
  const check = 'tables';
  const { applied, pending, unknown } = migrations;
  if (unknown.length > 0) {
    return {
      check,
      state: 'wrong',
      message: 'The tables were made by a newer mess than this one.',
    };
  }
  if (pending.length === 0) {
    return {
      check,
      state: 'ok',
      message: `The tables are those of this program (${applied.length} changes).`,
    };
  }
  return {
    check,
    state: isFile ? 'attention' : 'wrong',
    message: `The tables are of an older mess, ${sayCount(pending.length, 'change')} behind${isFile ? '; the next command brings them up to date, after a copy' : ''}.`,
  };
}
