import { ValueError } from '../../errors.ts';
import type { MoneyStyle } from '../values/currency.ts';
import type { DateForm } from '../values/date-form.ts';
import type { Month } from '../values/month.ts';
import { parseChoice, parseText } from '../values/text.ts';
import type { ChargePolicy } from './charge-policy.ts';
import type { PaperPolicy } from './papers.ts';
import { findRegion } from './region.ts';

/** How students sign in: their phone number identifies them and protects nothing, a secret does both. */
export const STUDENT_SIGN_INS = ['phone', 'code'] as const;

export type StudentSignInBy = (typeof STUDENT_SIGN_INS)[number];

/** @throws ValueError `bad_choice` */
export function parseStudentSignIn(text: string): StudentSignInBy {
  return parseChoice(text, STUDENT_SIGN_INS);
}

/** How long people stay signed in. Idle time is of admins; students are signed out in any case. */
export interface SessionLimits {
  readonly adminIdleMinutes: number;
  readonly adminSessionHours: number;
  readonly studentSessionMinutes: number;
}

export interface MessSettings extends SessionLimits, MoneyStyle, ChargePolicy, PaperPolicy {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** How dates are written at the keyboard. */
  readonly dateFormat: DateForm;
  /** When a day of the mess begins, `HH:MM`: a punch before that is of the day before. */
  readonly dayStarts: string;
  /** How students sign in: with the phone number, or with a secret that a code lets them set. */
  readonly studentSignIn: StudentSignInBy;
  /** The first month whose bill students owe; null until accounts are kept, and nobody owes anything. */
  readonly accountsFrom: Month | null;
  /** The day of the following month up to which a bill is paid in time, 1 to 31. */
  readonly dueDay: number;
  /** The last day of the books that takes no entry any more, `YYYY-MM-DD`; null where all are open. */
  readonly booksClosedThrough: string | null;
  /** What is to be paid for being late, as it is written; `none` where nothing is. */
  readonly lateFee: string;
  /** The UPI id that students pay to; `none` where they are told of none. */
  readonly upiAddress: string;
  /** Whose name their app shows of it; `none` where it is that of the mess. */
  readonly upiName: string;
  /** What stands before phone numbers of ten digits when they are called from elsewhere, `91`; or `none`. */
  readonly countryCode: string;
}

/** Those that may be another one day. */
export type ChangeableSettings = Pick<
  MessSettings,
  | 'name'
  | 'timeZone'
  | 'dateFormat'
  | 'dayStarts'
  | 'studentSignIn'
  | 'accountsFrom'
  | 'dueDay'
  | keyof ChargePolicy
  | 'lateFee'
  | 'upiAddress'
  | 'upiName'
  | keyof PaperPolicy
  | 'countryCode'
  | keyof SessionLimits
>;

interface Limit {
  readonly unit: 'minutes' | 'hours';
  readonly least: number;
  readonly most: number;
  /** Where nothing else was set. */
  readonly otherwise: number;
}

/** Use is noted once a minute, so a limit of a few minutes would end what is in use. */
export const SESSION_LIMITS: Readonly<Record<keyof SessionLimits, Limit>> = {
  adminIdleMinutes: { unit: 'minutes', least: 5, most: 1440, otherwise: 30 },
  adminSessionHours: { unit: 'hours', least: 1, most: 168, otherwise: 12 },
  studentSessionMinutes: { unit: 'minutes', least: 5, most: 1440, otherwise: 60 },
};

/** @throws ValueError `bad_limit` */
export function parseLimit(name: keyof SessionLimits, text: string): number {
  const { unit, least, most } = SESSION_LIMITS[name];
  const trimmed = text.trim();
  const number = Number(trimmed);
  if (!/^[1-9]\d{0,4}$/.test(trimmed) || number < least || number > most) {
    throw new ValueError('bad_limit', `not a number of ${unit}; write ${least} to ${most}`);
  }
  return number;
}

/**
 * Who is idle cannot be let in longer than anybody is.
 *
 * @throws ValueError `bad_limit`
 */
export function refuseIdleBeyondSession({
  adminIdleMinutes,
  adminSessionHours,
}: SessionLimits): void {
  if (adminIdleMinutes <= adminSessionHours * 60) return;
  const hours = adminSessionHours === 1 ? '1 hour' : `${adminSessionHours} hours`;
  throw new ValueError(
    'bad_limit',
    `${adminIdleMinutes} idle minutes are longer than the session of an admin, ${hours}`,
  );
}

/** Where nothing else was set. */
export const USUAL_DUE_DAY = 10;

/** @throws ValueError `bad_due_day` */
export function parseDueDay(text: string): number {
  const trimmed = text.trim();
  if (/^\d{1,2}$/.test(trimmed) && Number(trimmed) >= 1 && Number(trimmed) <= 31) {
    return Number(trimmed);
  }
  throw new ValueError('bad_due_day', 'not a day of a month; write 1 to 31');
}

/** How a setting is written that there is not. */
export const NO_SETTING = 'none';

const UPI_ADDRESS = /^[a-zA-Z0-9.\-_]{2,256}@[a-zA-Z][a-zA-Z0-9.-]{1,63}$/;

/**
 * A UPI id, such as `gangamess@sbi`. Source: NPCI, UPI Linking Specifications 1.6.
 *
 * @returns `none` where there is to be none
 * @throws ValueError `bad_upi_address`
 */
export function parseUpiAddress(text: string): string {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === NO_SETTING) return NO_SETTING;
  if (UPI_ADDRESS.test(trimmed)) return trimmed;
  throw new ValueError('bad_upi_address', 'not a UPI id; write it like gangamess@sbi, or none');
}

/**
 * @returns `none` where it is to be that of the mess
 * @throws ValueError `missing`, `control_characters` or `too_long`
 */
export function parseUpiName(text: string): string {
  const name = parseText(text, 'name', 100);
  return name.toLowerCase() === NO_SETTING ? NO_SETTING : name;
}

/** The currency that UPI pays. */
const UPI_CURRENCY = 'INR';

/** Where students pay by UPI; undefined where they do not, or the mess counts in another currency. */
export function findUpiPayee({
  upiAddress,
  upiName,
  name,
  currency,
}: MessSettings): { readonly payee: string; readonly payeeName: string } | undefined {
  if (upiAddress === NO_SETTING || currency !== UPI_CURRENCY) return undefined;
  return { payee: upiAddress, payeeName: upiName === NO_SETTING ? name : upiName };
}

/**
 * The country code of phone numbers that are written without one.
 *
 * @returns digits, or `none` where it is not known
 * @throws ValueError `bad_country_code`
 */
export function parseCountryCode(text: string): string {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === NO_SETTING) return NO_SETTING;
  const [, digits] = /^\+?([1-9]\d{0,2})$/.exec(trimmed) ?? [];
  if (digits !== undefined) return digits;
  throw new ValueError('bad_country_code', 'not a country code; write it like 91, or none');
}

/** Of ten digits elsewhere nobody can say whose they are. */
export function usualCountryCode(timeZone: string): string {
  return findRegion(timeZone)?.currency === 'INR' ? '91' : NO_SETTING;
}

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseMessName(text: string): string {
  return parseText(text, 'name', 100);
}
