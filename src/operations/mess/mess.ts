import type { Knex } from 'knex';
import { connectedOf } from '../../data/dialect.ts';
import { CLOCK_AHEAD_MINUTES } from '../../domain/mess/date-doubt.ts';
import type { MessSettings } from '../../domain/mess/settings.ts';
import { dateIn, dateTimeIn, dayBefore } from '../../domain/values/date.ts';
import { type Month, monthOfDate } from '../../domain/values/month.ts';
import { UnavailableError } from '../../errors.ts';

/** An open mess: everything an operation works on. */
export interface Mess {
  readonly db: Knex;
  readonly settings: MessSettings;
  readonly now: () => Date;
  /** Whether its changes are only tried, and rolled back. */
  readonly isRehearsal?: boolean;
  /** What its change is to be known by in the record, a UUID; a new one when undefined. */
  readonly operationId?: string;
}

/**
 * Asked before somebody is asked anything who wants to change the mess.
 *
 * @throws UnavailableError it can only be read
 */
export function refuseReadOnly({ db }: Pick<Mess, 'db'>): void {
  const { label, readOnly } = connectedOf(db);
  if (readOnly === undefined) return;
  const sentence = `${label} can only be read, ${readOnly}. Nothing was changed.`;
  throw new UnavailableError('database_read_only', sentence);
}

/** The database as a person would name it, without a password. */
export function nameDatabase({ db }: Pick<Mess, 'db'>): string {
  return connectedOf(db).label;
}

/** The date in the mess's time zone, whatever the machine's. */
export function today(mess: Pick<Mess, 'settings' | 'now'>): string {
  return dateIn(mess.settings.timeZone, mess.now());
}

/** The day of the mess that it is: until it begins, still the one before. */
export function dayOfMess(mess: Pick<Mess, 'settings' | 'now'>): string {
  const { timeZone, dayStarts } = mess.settings;
  const [date = '', clock = ''] = dateTimeIn(timeZone, mess.now()).split(' ');
  return clock < dayStarts ? dayBefore(date) : date;
}

/** `YYYY-MM-DD HH:MM` on the mess's clock, up to which a punch of a device may be. */
export function latestPunch({ settings, now }: Pick<Mess, 'settings' | 'now'>): string {
  const ahead = new Date(now().getTime() + CLOCK_AHEAD_MINUTES * 60_000);
  return dateTimeIn(settings.timeZone, ahead);
}

/** The month in the mess's time zone. */
export function currentMonth(mess: Pick<Mess, 'settings' | 'now'>): Month {
  return monthOfDate(today(mess));
}
