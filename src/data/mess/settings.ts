import type { Knex } from 'knex';
import { parseDiscountBearer, parseGuestIncome } from '../../domain/mess/charge-policy.ts';
import { parseLanguage } from '../../domain/mess/language.ts';
import { NO_LATE_FEE, readLateFee } from '../../domain/mess/late-fee-terms.ts';
import { parseNoticeNames } from '../../domain/mess/papers.ts';
import { usualDateForm } from '../../domain/mess/region.ts';
import {
  type ChangeableSettings,
  type MessSettings,
  NO_SETTING,
  parseCountryCode,
  parseDueDay,
  parseLimit,
  parseStudentSignIn,
  parseUpiAddress,
  parseUpiName,
  SESSION_LIMITS,
  type SessionLimits,
  USUAL_DUE_DAY,
  usualCountryCode,
} from '../../domain/mess/settings.ts';
import { currencyDecimals, currencyLocale } from '../../domain/values/currency.ts';
import { MIDNIGHT, parseDate, parseDayStart } from '../../domain/values/date.ts';
import { parseDateForm } from '../../domain/values/date-form.ts';
import { parseMonth } from '../../domain/values/month.ts';
import { parseTimeZone } from '../../domain/values/time-zone.ts';
import { UnavailableError, ValueError } from '../../errors.ts';
import { selectRows } from '../select-rows.ts';

/** How they are stored. Amounts are stored in minor units of the currency, so it stays what it is. */
const KEYS: Readonly<Record<keyof ChangeableSettings | 'currency' | 'booksClosedThrough', string>> =
  {
    name: 'name',
    currency: 'currency',
    timeZone: 'time_zone',
    dateFormat: 'date_format',
    dayStarts: 'day_starts',
    studentSignIn: 'student_sign_in',
    accountsFrom: 'accounts_from',
    dueDay: 'due_day',
    lateFee: 'late_fee',
    upiAddress: 'upi_address',
    upiName: 'upi_name',
    studentLanguage: 'student_language',
    noticeNames: 'notice_names',
    countryCode: 'country_code',
    booksClosedThrough: 'books_closed_through',
    guestIncome: 'guest_income',
    discountsBy: 'discounts_by',
    adminIdleMinutes: 'admin_idle_minutes',
    adminSessionHours: 'admin_session_hours',
    studentSessionMinutes: 'student_session_minutes',
  };

export async function insertSettings(
  db: Knex,
  settings: Pick<MessSettings, 'name' | 'currency' | 'timeZone'>,
): Promise<void> {
  await db('settings').insert([
    { key: KEYS.name, value: settings.name },
    { key: KEYS.currency, value: settings.currency },
    { key: KEYS.timeZone, value: settings.timeZone },
  ]);
}

/** Stores those that are given. */
export async function updateSettings(
  trx: Knex.Transaction,
  settings: Partial<ChangeableSettings>,
): Promise<void> {
  for (const [name, value] of Object.entries(settings) as [keyof ChangeableSettings, unknown][]) {
    const row = { key: KEYS[name], value: String(value) };
    const found = await trx('settings').where({ key: row.key }).first('key');
    if (found === undefined) await trx('settings').insert(row);
    else await trx('settings').where({ key: row.key }).update({ value: row.value });
  }
}

/** The last day of the books that takes no entry any more, `YYYY-MM-DD`; null where all are open. */
export async function getBooksClosedThrough(db: Knex): Promise<string | null> {
  const row: { value?: string } | undefined = await db('settings')
    .where({ key: KEYS.booksClosedThrough })
    .first('value');
  return row?.value ?? null;
}

/** @param date `YYYY-MM-DD`; null opens them all */
export async function setBooksClosedThrough(
  trx: Knex.Transaction,
  date: string | null,
): Promise<void> {
  const key = KEYS.booksClosedThrough;
  await trx('settings').where({ key }).delete();
  if (date !== null) await trx('settings').insert({ key, value: date });
}

/** @throws UnavailableError one is missing, or cannot be used; of the time zone, when it is read */
export async function getSettings(db: Knex): Promise<MessSettings> {
  const rows = await selectRows<{ key: string; value: unknown }>(
    db,
    { key: '"key"', value: '"value"' },
    'from settings',
  );
  const values = new Map(
    rows.map(({ key, value }) => {
      if (typeof value !== 'string') throw unusable(`the setting ${key} is no text`);
      return [key, value];
    }),
  );
  const get = (name: keyof typeof KEYS) => {
    const value = values.get(KEYS[name]);
    if (value === undefined) throw unusable(`the setting ${KEYS[name]} is missing`);
    return value;
  };
  const limit = (name: keyof SessionLimits) => {
    const value = values.get(KEYS[name]);
    return value === undefined
      ? SESSION_LIMITS[name].otherwise
      : use(value, name, (text) => parseLimit(name, text));
  };
  const currency = get('currency');
  const written = get('timeZone');
  let timeZone: string | undefined;
  const dateForm = values.get(KEYS.dateFormat);
  const studentSignIn = values.get(KEYS.studentSignIn) ?? 'phone';
  const accountsFrom = values.get(KEYS.accountsFrom);
  const dueDay = values.get(KEYS.dueDay);
  const closedThrough = values.get(KEYS.booksClosedThrough);
  const guestIncome = values.get(KEYS.guestIncome) ?? 'lowers';
  const discountsBy = values.get(KEYS.discountsBy) ?? 'pool';
  const lateFee = values.get(KEYS.lateFee) ?? NO_LATE_FEE;
  const upiAddress = values.get(KEYS.upiAddress) ?? NO_SETTING;
  const upiName = values.get(KEYS.upiName) ?? NO_SETTING;
  const studentLanguage = values.get(KEYS.studentLanguage) ?? 'en';
  const noticeNames = values.get(KEYS.noticeNames) ?? 'shown';
  const countryCode = values.get(KEYS.countryCode);
  const dayStarts = values.get(KEYS.dayStarts) ?? MIDNIGHT;
  // What is no code at all, the formatting of amounts would stumble over.
  if (!/^[A-Z]{3}$/.test(currency)) throw unusable('the setting currency is no currency code');
  return {
    name: get('name'),
    currency,
    currencyDecimals: currencyDecimals(currency),
    locale: currencyLocale(currency),
    get timeZone() {
      // Where it is used: the time zones of Node take as long to load as all of a short command's SQL.
      timeZone ??= use(written, 'timeZone', parseTimeZone);
      return timeZone;
    },
    dateFormat:
      dateForm === undefined ? usualDateForm(written) : use(dateForm, 'dateFormat', parseDateForm),
    dayStarts: use(dayStarts, 'dayStarts', parseDayStart),
    studentSignIn: use(studentSignIn, 'studentSignIn', parseStudentSignIn),
    accountsFrom: accountsFrom === undefined ? null : use(accountsFrom, 'accountsFrom', parseMonth),
    dueDay: dueDay === undefined ? USUAL_DUE_DAY : use(dueDay, 'dueDay', parseDueDay),
    booksClosedThrough:
      closedThrough === undefined ? null : use(closedThrough, 'booksClosedThrough', parseDate),
    guestIncome: use(guestIncome, 'guestIncome', parseGuestIncome),
    discountsBy: use(discountsBy, 'discountsBy', parseDiscountBearer),
    lateFee: use(lateFee, 'lateFee', (text) => {
      readLateFee(text, currencyDecimals(currency));
      return text;
    }),
    upiAddress: use(upiAddress, 'upiAddress', parseUpiAddress),
    upiName: use(upiName, 'upiName', parseUpiName),
    studentLanguage: use(studentLanguage, 'studentLanguage', parseLanguage),
    noticeNames: use(noticeNames, 'noticeNames', parseNoticeNames),
    countryCode:
      countryCode === undefined
        ? usualCountryCode(written)
        : use(countryCode, 'countryCode', parseCountryCode),
    adminIdleMinutes: limit('adminIdleMinutes'),
    adminSessionHours: limit('adminSessionHours'),
    studentSessionMinutes: limit('studentSessionMinutes'),
  };
}

/** @throws UnavailableError one is missing, or cannot be used */
export async function checkSettings(db: Knex): Promise<void> {
  const settings = await getSettings(db);
  // It is looked at where it is read.
  void settings.timeZone;
}

function use<T>(value: string, name: keyof typeof KEYS, parse: (text: string) => T): T {
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw unusable(`the setting ${KEYS[name]} is ${error.message.replace(/;.*/, '')}`);
  }
}

function unusable(why: string): UnavailableError {
  return new UnavailableError('settings_unusable', `The mess cannot be used: ${why}.`);
}
