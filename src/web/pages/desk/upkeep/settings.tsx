import {
  DISCOUNT_BEARERS,
  GUEST_INCOMES,
  parseDiscountBearer,
  parseGuestIncome,
} from '../../../../domain/mess/charge-policy.ts';
import { LANGUAGES, parseLanguage } from '../../../../domain/mess/language.ts';
import { parseLateFee, readLateFee } from '../../../../domain/mess/late-fee-terms.ts';
import { NOTICE_NAMES, parseNoticeNames } from '../../../../domain/mess/papers.ts';
import {
  type ChangeableSettings,
  type MessSettings,
  parseCountryCode,
  parseDueDay,
  parseLimit,
  parseMessName,
  parseStudentSignIn,
  parseUpiAddress,
  parseUpiName,
  STUDENT_SIGN_INS,
} from '../../../../domain/mess/settings.ts';
import { parseDayStart } from '../../../../domain/values/date.ts';
import { DATE_FORMS, parseDateForm } from '../../../../domain/values/date-form.ts';
import { parseMonth } from '../../../../domain/values/month.ts';
import { parseTimeZone } from '../../../../domain/values/time-zone.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import { changeSettings, showSettings } from '../../../../operations/upkeep/settings.ts';
import { Choice, Field, plainOptions } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { maybe } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import type { Given } from '../../sent.ts';
import { OwnPassword } from '../access/own-password.tsx';
import { requirePassword } from '../access/password.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';

const PATH = '/desk/settings';

interface Setting {
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly (readonly [value: string, words: string])[];
  readonly parse: (text: string) => unknown;
}

const SETTINGS: Readonly<Record<keyof ChangeableSettings, Setting>> = {
  name: { label: 'What the mess is called', parse: parseMessName },
  timeZone: { label: 'Time zone', hint: 'Like Asia/Kolkata', parse: parseTimeZone },
  dateFormat: {
    label: 'How dates are written',
    options: plainOptions(DATE_FORMS),
    parse: parseDateForm,
  },
  dayStarts: { label: 'When a day of the mess begins', hint: 'Like 04:00', parse: parseDayStart },
  studentSignIn: {
    label: 'What students sign in with',
    hint: 'The phone number protects nothing; a code lets each set a secret',
    options: wordsFor(STUDENT_SIGN_INS, {
      phone: 'their phone number',
      code: 'a secret of their own',
    }),
    parse: parseStudentSignIn,
  },
  accountsFrom: {
    label: 'The first month whose bill students owe',
    hint: 'Like 2025-06; empty as long as no accounts are kept',
    parse: parseMonth,
  },
  dueDay: {
    label: 'Day of the following month up to which a bill is paid in time',
    parse: parseDueDay,
  },
  guestIncome: {
    label: 'What guests pay',
    options: wordsFor(GUEST_INCOMES, {
      lowers: 'lowers the cost that is divided',
      surplus: 'is a surplus beside it',
    }),
    parse: parseGuestIncome,
  },
  discountsBy: {
    label: 'Who bears discounts',
    options: wordsFor(DISCOUNT_BEARERS, {
      pool: 'everybody who was present',
      mess: 'the mess',
    }),
    parse: parseDiscountBearer,
  },
  lateFee: {
    label: 'What is to be paid for being late',
    hint: 'Like "from 11: 50", or none',
    parse: parseLateFee,
  },
  upiAddress: {
    label: 'UPI id that students are told to pay to',
    hint: 'Like gangamess@sbi, or none. Whoever changes it gets the money',
    parse: parseUpiAddress,
  },
  upiName: {
    label: 'Name that their app shows of it',
    hint: 'With none it is the name of the mess',
    parse: parseUpiName,
  },
  studentLanguage: {
    label: 'Language of what students are sent, and given on paper',
    options: wordsFor(LANGUAGES, { en: 'English', hi: 'Hindi' }),
    parse: parseLanguage,
  },
  noticeNames: {
    label: 'Names on the sheet for the board',
    options: wordsFor(NOTICE_NAMES, { shown: 'shown', hidden: 'hidden: ids alone' }),
    parse: parseNoticeNames,
  },
  countryCode: {
    label: 'Country code of phone numbers of ten digits',
    hint: 'Like 91, or none',
    parse: parseCountryCode,
  },
  adminIdleMinutes: {
    label: 'Minutes after which an idle admin is signed out',
    parse: (text) => parseLimit('adminIdleMinutes', text),
  },
  adminSessionHours: {
    label: 'Hours after which any admin is signed out',
    parse: (text) => parseLimit('adminSessionHours', text),
  },
  studentSessionMinutes: {
    label: 'Minutes after which a student is signed out',
    parse: (text) => parseLimit('studentSessionMinutes', text),
  },
};

/** What the choices mean, to people. */
function wordsFor<T extends string>(
  choices: readonly T[],
  words: Readonly<Record<T, string>>,
): (readonly [T, string])[] {
  return choices.map((each) => [each, words[each]]);
}

const NAMES = Object.keys(SETTINGS) as (keyof ChangeableSettings)[];

export const settingsPage = deskPage({
  path: PATH,
  permission: 'see the settings',
  sends: 'change the settings',
  isSignIn: true,
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const settings = showSettings(mess, actor);
    return {
      title: 'Settings',
      body: (
        <>
          <h1>Settings</h1>
          <Done>{query.done === undefined ? undefined : 'The settings are like that now.'}</Done>
          {isAllowed(actor, 'change the settings') ? (
            <Form scope={scope} problem={problem} action={PATH} submit="Change the settings" isLong>
              {NAMES.map((name) => (
                <SettingField key={name} name={name} settings={settings} />
              ))}
              <OwnPassword />
            </Form>
          ) : (
            <Facts facts={NAMES.map((name) => [SETTINGS[name].label, sayValue(settings, name)])} />
          )}
          <Facts facts={[['Currency, which cannot be changed', settings.currency]]} />
        </>
      ),
    };
  },
  async post(scope, { given }) {
    const { mess, actor } = scope;
    await requirePassword(scope, given);
    await changeSettings(mess, actor, readSettings(mess, given));
    return { to: withQuery(PATH, { done: 'yes' }) };
  },
});

function sayValue(settings: MessSettings, name: keyof ChangeableSettings): string {
  return String(settings[name] ?? '');
}

function SettingField({
  name,
  settings,
}: {
  readonly name: keyof ChangeableSettings;
  readonly settings: MessSettings;
}) {
  const { label, hint, options } = SETTINGS[name];
  const value = sayValue(settings, name);
  return options === undefined ? (
    <Field name={name} label={label} hint={hint} value={value} autocomplete="off" />
  ) : (
    <Choice
      name={name}
      label={label}
      options={options}
      value={value}
      {...(hint !== undefined && { hint })}
    />
  );
}

/** Those that are filled in: the parsers give each its type. */
function readSettings({ settings }: Mess, given: Given): Partial<ChangeableSettings> {
  const wanted = NAMES.flatMap((name) => {
    // How many decimals an amount may have, the currency says.
    const parse = (text: string) => {
      if (name === 'lateFee') readLateFee(parseLateFee(text), settings.currencyDecimals);
      return SETTINGS[name].parse(text);
    };
    const value = maybe(given, name, parse);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(wanted);
}
