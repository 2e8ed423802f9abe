import { DISCOUNT_BEARERS, GUEST_INCOMES } from '../../domain/mess/charge-policy.ts';
import { LANGUAGES } from '../../domain/mess/language.ts';
import { parseLateFee, readLateFee } from '../../domain/mess/late-fee-terms.ts';
import { NOTICE_NAMES } from '../../domain/mess/papers.ts';
import {
  parseCountryCode,
  parseDueDay,
  parseLimit,
  parseMessName,
  parseStudentSignIn,
  parseUpiAddress,
  parseUpiName,
  SESSION_LIMITS,
  type SessionLimits,
} from '../../domain/mess/settings.ts';
import { parseDayStart } from '../../domain/values/date.ts';
import { DATE_FORMS, parseDateForm } from '../../domain/values/date-form.ts';
import { parseMonthReference } from '../../domain/values/month.ts';
import { parseTimeZone } from '../../domain/values/time-zone.ts';
import { changeSettings, showSettings } from '../../operations/upkeep/settings.ts';
import { changedSettingsView, settingsView } from '../../output/mess/settings.ts';
import { checkRule, checkValue, choiceOption, toMonth, valueOption } from '../options/values.ts';
import { defineVerb, refuseFields } from '../verb.ts';

export const settings = defineVerb({
  name: 'settings',
  details: [
    'Without options it lists them. An owner changes them, several at once.',
    'The time zone says which months "this" and "previous" are, which day is today, and how times are shown. It changes nothing that is recorded.',
    '--date-format says how dates may be written at the keyboard; 2025-05-31 is always understood. Until it is set, dates are as usual in the time zone. Files follow their own rules.',
    '--day-starts says when a day of the mess begins: with 04:00 a dinner that is punched at 00:20 belongs to the evening before, and until then mess attendance today is of the evening before, too. It changes nothing that is recorded.',
    '--student-sign-in says how students sign in. With phone, their phone number identifies them and protects nothing: whoever knows it sees what they owe. With code, each has a secret, which a code of the office lets them set: mess student codes. Who is signed in stays so until the session ends.',
    '--guest-income and --discounts-by say how charges and the cost that is divided go together. Bills that were made stay as they are, until they are revised.',
    '--late-fee says what is to be paid for being late, in parts with a semicolon between them: "from 11: 50" is 50 from the 11th of the month after that of the bill, "from 1 next: 100" is 100 from the 1st of the month after that, "after 5 days: 20 a day" leaves five days of grace after the due day. "50 more" adds to what it was, "3%" is of what is not paid of the bill. "at most 200" is the most for a bill, and who owes no more than "over 5" says pays nothing. Nothing is entered by itself: mess dues fines.',
    '--upi-address is shown to students by mess serve, with the exact amount and a note by which mess payment import knows whose the money is. Whoever changes it gets the money: look at it now and then. A mess that counts in another currency than rupees shows none.',
    '--country-code stands before phone numbers of ten digits where messages are sent to them. In the time zone of India it is 91 until it is set.',
    'A new idle limit counts for those who are signed in, too. When their session ends in any case was set when they signed in.',
    'The currency cannot be changed, because amounts are stored in its smallest unit.',
  ].join('\n\n'),
  examples: [
    'mess settings',
    'mess settings --name "Ganga Hostel Mess" --timezone Asia/Kolkata',
    'mess settings --date-format DD/MM/YYYY',
    'mess settings --day-starts 04:00',
    'mess settings --student-sign-in code',
    'mess settings --due-day 10 --late-fee "from 11: 20 a day; at most 200"',
    'mess settings --upi-address gangamess@sbi --upi-name "Ganga Hostel Mess"',
    'mess settings --student-language hi --notice-names hidden',
    'mess settings --admin-idle 60 --admin-session 10 --student-session 15',
  ],
  permission: 'see the settings',
  takes: {
    name: valueOption('--name <TEXT>', 'what the mess is called', parseMessName),
    timeZone: valueOption('--timezone <ZONE>', 'its time zone, like Asia/Kolkata', parseTimeZone),
    dateFormat: valueOption(
      '--date-format <FORM>',
      `how dates are written at the keyboard: ${DATE_FORMS.join(', ')}`,
      parseDateForm,
    ),
    dayStarts: valueOption(
      '--day-starts <TIME>',
      'when a day of the mess begins, 00:00 to 11:59 (00:00)',
      parseDayStart,
    ),
    studentSignIn: valueOption(
      '--student-sign-in <WAY>',
      'what students sign in with: phone, or code for a secret of their own',
      parseStudentSignIn,
    ),
    accountsFrom: valueOption(
      '--accounts-from <MONTH>',
      'the first month whose bill students owe, like 2025-06',
      parseMonthReference,
    ),
    dueDay: valueOption(
      '--due-day <DAY>',
      'of the following month, up to which a bill is paid in time, 1 to 31 (10)',
      parseDueDay,
    ),
    guestIncome: choiceOption(
      '--guest-income <WAY>',
      'what guests pay: lowers the cost that is divided, or is surplus beside it (lowers)',
      GUEST_INCOMES,
    ),
    discountsBy: choiceOption(
      '--discounts-by <WHO>',
      'who bears discounts: pool, everybody present, or mess (pool)',
      DISCOUNT_BEARERS,
    ),
    lateFee: valueOption(
      '--late-fee <TEXT>',
      'what is to be paid for being late, like "from 11: 50", or none',
      parseLateFee,
    ),
    upiAddress: valueOption(
      '--upi-address <UPI-ID>',
      'the UPI id that students are told to pay to, like gangamess@sbi, or none',
      parseUpiAddress,
    ),
    upiName: valueOption(
      '--upi-name <TEXT>',
      'the name that their app shows of it (that of the mess), or none',
      parseUpiName,
    ),
    studentLanguage: choiceOption(
      '--student-language <LANGUAGE>',
      'of what students are sent, and given on paper: en or hi (en)',
      LANGUAGES,
    ),
    noticeNames: choiceOption(
      '--notice-names <WAY>',
      'on the sheet for the board: shown, or hidden for ids alone (shown)',
      NOTICE_NAMES,
    ),
    countryCode: valueOption(
      '--country-code <DIGITS>',
      'of phone numbers of ten digits, like 91, or none',
      parseCountryCode,
    ),
    adminIdleMinutes: limitOption(
      '--admin-idle <MINUTES>',
      'adminIdleMinutes',
      'after which an idle admin is signed out',
    ),
    adminSessionHours: limitOption(
      '--admin-session <HOURS>',
      'adminSessionHours',
      'after which any admin is signed out',
    ),
    studentSessionMinutes: limitOption(
      '--student-session <MINUTES>',
      'studentSessionMinutes',
      'after which a student is signed out',
    ),
  },
  async run({ mess, actor, answer }, { accountsFrom, ...given }) {
    const month = toMonth(mess, accountsFrom);
    const wanted = { ...given, ...(month !== undefined && { accountsFrom: month }) };
    if (Object.keys(wanted).length === 0) {
      return answer.print(settingsView(showSettings(mess, actor)));
    }
    refuseFields(answer);
    const { lateFee } = wanted;
    // How many decimals an amount may have, the currency says.
    if (lateFee !== undefined) {
      checkValue('--late-fee', '', () => readLateFee(lateFee, mess.settings.currencyDecimals));
    }
    const limits = '--admin-idle and --admin-session';
    const { settings, before } = await checkRule(limits, () => changeSettings(mess, actor, wanted));
    await answer.print(changedSettingsView(settings, before));
  },
});

function limitOption(flags: string, name: keyof SessionLimits, what: string) {
  const { unit, least, most } = SESSION_LIMITS[name];
  return valueOption(flags, `${unit} ${what}, ${least} to ${most}`, (text) =>
    parseLimit(name, text),
  );
}
