import { parseDaysInMonth } from '../../domain/billing/bill.ts';
import { parseBranch, parseName } from '../../domain/students/student.ts';
import { formatDays, parseDays } from '../../domain/values/days.ts';
import { parseId } from '../../domain/values/id.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { monthName, parseMonth } from '../../domain/values/month.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { ConflictError, NotSignedInError, ValueError } from '../../errors.ts';
import { signInAdmin } from '../../operations/access/sign-in.ts';
import { signInByPhone } from '../../operations/access/student-sign-in.ts';
import { recordAttendance } from '../../operations/attendance/attendance.ts';
import { showExpenses } from '../../operations/billing/expenses.ts';
import { registerBill } from '../../operations/billing/register-bill.ts';
import { addStudent } from '../../operations/students/students.ts';
import { jsonAnswer } from '../answer.ts';
import { readAmount } from '../api/input.ts';
import type { WebAnswer } from '../request.ts';
import { checkFieldLater, parseField } from '../values.ts';
import { type OriginalCall, originalErrorAnswer } from './call.ts';

type Body = Readonly<Record<string, unknown>>;

const MISSING = 'Missing required fields';

const registerStudent: OriginalCall = {
  method: 'POST',
  path: '/registerstudent',
  permission: 'change the roll',
  sayError: (error) => originalErrorAnswer(error),
  async run({ mess, actor }, body) {
    if (lacks(body, ['st_id', 'name', 'abranch', 'phone'])) return told(400, MISSING);
    const id = parseField('st_id', parseId, body.st_id);
    const name = parseField('name', parseName, body.name);
    const branch = parseField('abranch', parseBranch, body.abranch);
    const phone = parseField('phone', parsePhone, body.phone);
    const { warnings } = await addStudent(
      mess,
      actor,
      { id, name, branch, phone, joined: null },
      false,
    );
    return told(201, 'Student registered successfully', { warnings: sentencesOf(warnings) });
  },
};

const addAttendance: OriginalCall = {
  method: 'POST',
  path: '/attendance',
  permission: 'record attendance',
  sayError: (error) => originalErrorAnswer(error),
  async run({ mess, actor }, body) {
    if (lacks(body, ['student_id', 'month']) || isMissing(body.days_present))
      return told(400, MISSING);
    const recorded = await checkFieldLater('days_present', () =>
      recordAttendance(mess, actor, {
        id: parseField('student_id', parseId, body.student_id),
        month: parseField('month', parseMonth, body.month),
        daysHundredths: parseField('days_present', parseDays, body.days_present),
        replace: false,
        beyondMembership: false,
        unlikely: false,
      }),
    );
    return told(200, 'Attendance recorded successfully', {
      month: recorded.month,
      days_present: Number(formatDays(recorded.daysHundredths)),
      warnings: sentencesOf(recorded.warnings),
    });
  },
};

const NO_NUMBERS = 'Invalid or missing number format for total_month_day or total_expense';
const THERE_ALREADY =
  'Monthly expense for this month already registered. Use an update endpoint if needed.';

/** Its amount is what one student pays for a full month, as its arithmetic has it, unless it says `total`. */
const registerMonth: OriginalCall = {
  method: 'POST',
  path: '/billregister',
  permission: 'register bills',
  sayError: (error) => originalErrorAnswer(error),
  async run({ mess, actor }, body) {
    const { currencyDecimals } = mess.settings;
    if ([body.total_month_day, body.total_expense].some(isMissing)) return told(400, NO_NUMBERS);
    if (lacks(body, ['month'])) return told(400, 'Missing month');
    const sharing = parseField('sharing', parseSharing, body.sharing ?? 'per_head');
    const month = parseField('month', parseMonth, body.month);
    const amountMinor = readAmount(mess, 'total_expense', body.total_expense);
    const daysInMonth = parseField('total_month_day', parseDaysInMonth, body.total_month_day);
    const isTotal = sharing === 'total';
    try {
      const { bill } = await checkFieldLater('total_month_day', () =>
        registerBill(mess, actor, {
          month,
          amounts: {
            totalMinor: isTotal ? amountMinor : null,
            perHeadMinor: isTotal ? null : amountMinor,
            fixedMinor: null,
          },
          daysInMonth,
        }),
      );
      // Without `ifMissing` there is one.
      if (bill === null) throw new TypeError('A bill was registered, and there is none.');
      return told(200, 'Monthly bill and student expenses calculated and saved', {
        month,
        sharing,
        billed: formatMinor(bill.billedMinor, currencyDecimals),
        students: bill.shares.length,
        warnings: sentencesOf(bill.warnings),
      });
    } catch (error) {
      if (error instanceof ConflictError && error.reason === 'bill_exists') {
        return told(409, THERE_ALREADY);
      }
      throw error;
    }
  },
};

const studentLogin: OriginalCall = {
  method: 'POST',
  path: '/studentlogin',
  permission: 'none',
  isSignIn: true,
  sayError: (error) => originalErrorAnswer(error),
  async run({ mess, request }, body) {
    if (lacks(body, ['st_id', 'phone'])) return told(400, 'Missing student ID or phone');
    const wrong = () =>
      told(401, 'Invalid login credentials', { msg: 'Invalid login credentials' });
    let phone: string;
    try {
      phone = parsePhone(String(body.phone));
    } catch {
      return wrong();
    }
    try {
      const { token, signedIn } = await signInByPhone(mess, {
        id: String(body.st_id),
        secret: phone,
        place: request.place,
        device: request.device,
      });
      const { student } = await showExpenses(mess, signedIn, undefined);
      return told(200, 'Login successful', {
        student_id: signedIn.id,
        name: student.name,
        ...tokenKeys(token, signedIn.expiresAt, mess.now()),
      });
    } catch (error) {
      if (isWrong(error)) return wrong();
      throw error;
    }
  },
};

const studentExpense: OriginalCall = {
  method: 'GET',
  path: '/studentexpense/*',
  permission: "see everybody's expenses",
  own: 'see own expenses',
  sayError: (error) => originalErrorAnswer(error),
  async run({ mess, actor, request }) {
    const { student, expenses } = await showExpenses(mess, actor, request.params['*']);
    return jsonAnswer({
      student_id: student.id,
      name: student.name,
      expense_history: expenses.map(({ month, amountMinor }) => {
        const text = formatMinor(amountMinor, mess.settings.currencyDecimals);
        return { month, month_name: monthName(month), amount: Number(text), amount_text: text };
      }),
    });
  },
};

const adminLogin: OriginalCall = {
  method: 'POST',
  path: '/adminlogin',
  permission: 'none',
  isSignIn: true,
  sayError: (error) => originalErrorAnswer(error, 'error'),
  async run({ mess, request }, body) {
    if (lacks(body, ['admin_id', 'password']))
      return jsonAnswer({ error: 'Missing credentials' }, 400);
    const wrong = () =>
      jsonAnswer({ error: 'Invalid credentials', msg: 'Invalid credentials' }, 401);
    if (typeof body.admin_id !== 'string' || typeof body.password !== 'string') return wrong();
    try {
      const started = await signInAdmin(mess, {
        id: body.admin_id,
        secret: body.password,
        place: request.place,
        device: request.device,
      });
      // A one-time code asks for a new password, which its clients have no place for.
      if (started === 'new password needed') return wrong();
      return told(200, 'Admin login successful', {
        ...tokenKeys(started.token, started.signedIn.expiresAt, mess.now()),
      });
    } catch (error) {
      if (isWrong(error)) return wrong();
      throw error;
    }
  },
};

export const ORIGINAL_CALLS: readonly OriginalCall[] = [
  registerStudent,
  addAttendance,
  registerMonth,
  studentLogin,
  studentExpense,
  adminLogin,
];

function parseSharing(text: string): 'per_head' | 'total' {
  if (text === 'per_head' || text === 'total') return text;
  throw new ValueError('bad_sharing', 'it is per_head or total');
}

function told(status: number, message: string, more: object = {}): WebAnswer {
  return jsonAnswer({ message, ...more }, status);
}

function tokenKeys(token: string, expiresAt: string, now: Date) {
  // The moment that the answer itself took is none of it.
  const seconds = Math.round((Date.parse(expiresAt) - now.getTime()) / 1000);
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in: seconds,
    expires_at: expiresAt,
  };
}

function isWrong(error: unknown): boolean {
  return error instanceof NotSignedInError && error.reason === 'wrong_credentials';
}

/** As the original took it: nothing, empty text, or zero. */
function lacks(body: Body, keys: readonly string[]): boolean {
  return keys.some((key) => !body[key]);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function sentencesOf(warnings: readonly { readonly message: string }[]): string[] {
  return warnings.map(({ message }) => message);
}
