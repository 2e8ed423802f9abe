import { Type } from 'typebox';
import { settingsDocument } from '../../../documents/mess.ts';
import { Settings } from '../../../documents/schemas/mess.ts';
import { DISCOUNT_BEARERS, GUEST_INCOMES } from '../../../domain/mess/charge-policy.ts';
import { LANGUAGES } from '../../../domain/mess/language.ts';
import { parseLateFee, readLateFee } from '../../../domain/mess/late-fee-terms.ts';
import { NOTICE_NAMES, type PaperPolicy } from '../../../domain/mess/papers.ts';
import {
  type ChangeableSettings,
  parseCountryCode,
  parseDueDay,
  parseLimit,
  parseMessName,
  parseUpiAddress,
  parseUpiName,
  type SessionLimits,
  STUDENT_SIGN_INS,
} from '../../../domain/mess/settings.ts';
import { parseDayStart } from '../../../domain/values/date.ts';
import { DATE_FORMS } from '../../../domain/values/date-form.ts';
import { parseMonth } from '../../../domain/values/month.ts';
import { parseTimeZone } from '../../../domain/values/time-zone.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { changeSettings, showSettings } from '../../../operations/upkeep/settings.ts';
import { checkFieldLater, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys } from '../input.ts';
import { MonthText } from '../money-input.ts';

const Text = Type.Optional(Type.String({ maxLength: 500 }));
const Whole = Type.Optional(Type.Integer());

export const SETTINGS_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'showSettings',
    method: 'GET',
    path: '/settings',
    summary: 'The settings of the mess',
    permission: 'see the settings',
    answer: Settings,
    async run({ mess, actor }) {
      return settingsDocument(showSettings(mess, actor));
    },
  }),
  defineEndpoint({
    name: 'changeSettings',
    method: 'PATCH',
    path: '/settings',
    summary: 'Changes settings, several at once; what is not given stays',
    permission: 'change the settings',
    needsPassword: true,
    body: keys({
      name: Text,
      timeZone: Text,
      dateFormat: Type.Optional(Type.Enum([...DATE_FORMS])),
      dayStarts: Text,
      studentSignIn: Type.Optional(Type.Enum([...STUDENT_SIGN_INS])),
      accountsFrom: Type.Optional(MonthText),
      dueDay: Whole,
      guestIncome: Type.Optional(Type.Enum([...GUEST_INCOMES])),
      discountsBy: Type.Optional(Type.Enum([...DISCOUNT_BEARERS])),
      lateFee: Text,
      upiAddress: Text,
      upiName: Text,
      studentLanguage: Type.Optional(Type.Enum([...LANGUAGES])),
      noticeNames: Type.Optional(Type.Enum([...NOTICE_NAMES])),
      countryCode: Text,
      adminIdleMinutes: Whole,
      adminSessionHours: Whole,
      studentSessionMinutes: Whole,
    }),
    answer: Settings,
    async run({ mess, actor }, { body }) {
      const wanted: Partial<ChangeableSettings> = Object.fromEntries(
        Object.entries(readWanted(mess, body)).filter(([, value]) => value !== undefined),
      );
      const { settings } = await checkFieldLater('adminIdleMinutes', () =>
        changeSettings(mess, actor, wanted),
      );
      return settingsDocument(settings);
    },
  }),
];

type Given = { readonly [Key in keyof ChangeableSettings]?: unknown };

/** Those of a few words are theirs by the schema already. */
type Words = Pick<
  ChangeableSettings,
  'dateFormat' | 'studentSignIn' | 'guestIncome' | 'discountsBy' | keyof PaperPolicy
>;

function readWanted(
  { settings }: Mess,
  given: Given & Partial<{ readonly [Key in keyof Words]: Words[Key] | undefined }>,
): { readonly [Key in keyof ChangeableSettings]: ChangeableSettings[Key] | undefined } {
  const limit = (key: keyof SessionLimits) =>
    parseOptional(key, (text) => parseLimit(key, text), given[key]);
  const lateFee = (text: string) => {
    const written = parseLateFee(text);
    // How many decimals an amount may have, the currency says.
    readLateFee(written, settings.currencyDecimals);
    return written;
  };
  return {
    name: parseOptional('name', parseMessName, given.name),
    timeZone: parseOptional('timeZone', parseTimeZone, given.timeZone),
    dateFormat: given.dateFormat,
    dayStarts: parseOptional('dayStarts', parseDayStart, given.dayStarts),
    studentSignIn: given.studentSignIn,
    accountsFrom: parseOptional('accountsFrom', parseMonth, given.accountsFrom),
    dueDay: parseOptional('dueDay', parseDueDay, given.dueDay),
    guestIncome: given.guestIncome,
    discountsBy: given.discountsBy,
    lateFee: parseOptional('lateFee', lateFee, given.lateFee),
    upiAddress: parseOptional('upiAddress', parseUpiAddress, given.upiAddress),
    upiName: parseOptional('upiName', parseUpiName, given.upiName),
    studentLanguage: given.studentLanguage,
    noticeNames: given.noticeNames,
    countryCode: parseOptional('countryCode', parseCountryCode, given.countryCode),
    adminIdleMinutes: limit('adminIdleMinutes'),
    adminSessionHours: limit('adminSessionHours'),
    studentSessionMinutes: limit('studentSessionMinutes'),
  };
}
