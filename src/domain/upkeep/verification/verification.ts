import { ADMIN_ROLES } from '../../access/admin.ts';
import { countDays } from '../../attendance/figures.ts';
import { parseDiscountBearer, parseGuestIncome } from '../../mess/charge-policy.ts';
import { parseLanguage } from '../../mess/language.ts';
import { parseLateFee } from '../../mess/late-fee-terms.ts';
import type { RecordHead } from '../../mess/record-chain.ts';
import {
  parseCountryCode,
  parseDueDay,
  parseLimit,
  parseMessName,
  parseStudentSignIn,
} from '../../mess/settings.ts';
import { parseEmail } from '../../students/email.ts';
import { isAnonymised, parseBranch, parseName } from '../../students/student.ts';
import { parseCurrency } from '../../values/currency.ts';
import { parseDate, parseDayStart } from '../../values/date.ts';
import { parseDateForm } from '../../values/date-form.ts';
import { idKey } from '../../values/id.ts';
import { calendarDays, isMonth, parseMonth } from '../../values/month.ts';
import { parsePhone } from '../../values/phone.ts';
import { parseTimeZone } from '../../values/time-zone.ts';
import { createBillHeadVerification } from '../bills/bill-head-verification.ts';
import { createBillVerification } from '../bills/bill-verification.ts';
import { createChargeVerification } from '../bills/charge-verification.ts';
import { type Finding, type Report, refusal, type VerifiedRow } from '../finding.ts';
import { checkMessage } from '../messages/outbox.ts';
import { checkMessageTemplate } from '../messages/templates.ts';
import { createRecordVerification } from '../record/verification.ts';
import { MAX_FINDINGS } from '../report.ts';
import { createStates, type States } from '../states/states.ts';
import type { Table } from '../table.ts';
import { checkImport, checkImportProfile } from './imports.ts';
import { checkJournalAccount, createLedgerVerification } from './ledger.ts';
import { checkMarkMeaning, createMarkVerification } from './marks.ts';
import { checkPurchase, checkPurchaseHead } from './purchases.ts';
import { checkTimes } from './times.ts';

export interface Verification extends Pick<States, 'addVersion' | 'endVersions'> {
  /** Rows come in the order of the primary key, tables those first that others point to. */
  add(table: Table, row: VerifiedRow): void;
  /** To be called after the last row of a table. */
  end(table: Table): void;
  report(finding: Finding): void;
  readonly findings: readonly Finding[];
}

/**
 * Checks what must hold in every mess, row by row as they pass.
 *
 * @param anchor an entry of the record of changes as it was written down, which is to be in it
 */
export function createVerification(tables: readonly Table[], anchor?: RecordHead): Verification {
  const findings: Finding[] = [];
  const keys = new Map<string, Set<string>>();
  for (const { references } of tables) {
    for (const { table, target } of references) keys.set(setName(table, target), new Set());
  }
  const report = (finding: Finding) => {
    if (findings.length < MAX_FINDINGS) findings.push(finding);
  };
  const bills = createBillVerification(report);
  const heads = createBillHeadVerification(report);
  const marks = createMarkVerification(report);
  const charges = createChargeVerification();
  const ledger = createLedgerVerification((table, check, key, message) =>
    report({ check, table, key, message }),
  );
  const checks: Readonly<Record<string, (row: VerifiedRow, report: Report) => void>> = {
    audit_entries: checkAuditEntry,
    settings: checkSetting,
    admins: checkAdmin,
    students: checkStudent,
    attendance: checkDays,
    attendance_history: checkDays,
    mark_meanings: checkMarkMeaning,
    import_profiles: checkImportProfile,
    purchase_heads: checkPurchaseHead,
    purchases: checkPurchase,
    charge_kinds: charges.addKind,
    charges: charges.addCharge,
    closed_months: checkClosedMonth,
    imports: checkImport,
    journal_accounts: checkJournalAccount,
    messages: checkMessage,
    message_templates: checkMessageTemplate,
  };
  const owners = createOwnerCheck();
  const record = createRecordVerification(
    (check, key, message) => report({ check, table: 'audit_entries', key, message }),
    anchor,
  );
  const states = createStates((table, key, message) =>
    report({ check: 'record', table, key, message }),
  );
  const settings = new Set<string>();
  return {
    findings,
    report,
    addVersion: states.addVersion,
    endVersions: states.endVersions,
    add(table, row) {
      const key = keyOf(row, table.primaryKey);
      for (const [name, known] of keys) {
        const [of, columns = ''] = name.split(':');
        if (of === table.name) known.add(keyOf(row, columns.split(' ')));
      }
      const here: Report = (check, rowKey, message) =>
        report({ check, table: table.name, key: rowKey === '' ? key : rowKey, message });
      for (const { columns, table: to, target } of table.references) {
        if (columns.some((name) => row[name] === null)) continue;
        if (keys.get(setName(to, target))?.has(keyOf(row, columns)) === true) continue;
        here('foreign_key', key, `${columns.join(', ')} points to nothing in ${to}`);
      }
      checkTimes(table.name, row, here);
      checks[table.name]?.(row, here);
      if (table.name === 'admins') owners.add(row);
      if (table.name === 'audit_salts') record.addSalts(row);
      if (table.name === 'audit_entries') record.addEntry(row);
      if (table.name === 'settings') settings.add(String(row.key));
      if (table.name === 'bills') bills.addBill(row);
      heads.add(table.name, row);
      if (table.name === 'shares') bills.addShare(row);
      if (table.name === 'attendance_marks') marks.addMark(row);
      if (table.name === 'attendance') marks.addFigure(row);
      if (table.name === 'ledger_entries') ledger.addEntry(row, here);
      if (table.name === 'ledger_postings') ledger.addPosting(row);
      states.add(table.name, row);
    },
    end(table) {
      const here = (check: string, message: string) =>
        report({ check, table: table.name, key: '', message });
      if (table.name === 'admins' && !owners.found) {
        here('owner', 'there is no owner who may sign in');
      }
      if (table.name === 'settings') {
        for (const name of ['name', 'currency', 'time_zone']) {
          if (!settings.has(name)) here('setting', `the setting ${name} is missing`);
        }
      }
      if (table.name === 'audit_entries') record.end();
      if (table.name === 'attendance') marks.end();
      if (table.name === 'bills') bills.endBills();
      if (table.name === 'shares') bills.end();
      if (table.name === 'bill_heads') heads.end();
      if (table.name === 'ledger_entries') ledger.endEntries();
      if (table.name === 'ledger_postings') ledger.end();
      states.end(table.name);
    },
  };
}

function setName(table: string, columns: readonly string[]): string {
  return `${table}:${columns.join(' ')}`;
}

function keyOf(row: VerifiedRow, columns: readonly string[]): string {
  return columns.map((name) => String(row[name])).join(' ');
}

function checkAuditEntry({ before, after }: VerifiedRow, report: Report): void {
  for (const [name, json] of Object.entries({ before, after })) {
    if (json !== null && !isJson(String(json))) report('value', '', `${name} is not JSON`);
  }
}

function createOwnerCheck() {
  let found = false;
  return {
    get found() {
      return found;
    },
    add: ({ role, disabled_at }: VerifiedRow) => {
      found ||= role === 'owner' && disabled_at === null;
    },
  };
}

function checkSetting({ key, value }: VerifiedRow, report: Report): void {
  const parsers: Readonly<Record<string, (text: string) => unknown>> = {
    name: parseMessName,
    currency: parseCurrency,
    time_zone: parseTimeZone,
    date_format: parseDateForm,
    day_starts: parseDayStart,
    student_sign_in: parseStudentSignIn,
    accounts_from: parseMonth,
    due_day: parseDueDay,
    books_closed_through: parseDate,
    guest_income: parseGuestIncome,
    discounts_by: parseDiscountBearer,
    late_fee: parseLateFee,
    student_language: parseLanguage,
    country_code: parseCountryCode,
    admin_idle_minutes: (text) => parseLimit('adminIdleMinutes', text),
    admin_session_hours: (text) => parseLimit('adminSessionHours', text),
    student_session_minutes: (text) => parseLimit('studentSessionMinutes', text),
  };
  const sentence = refusal(() => parsers[String(key)]?.(String(value)));
  if (sentence !== undefined) report('setting', '', sentence);
}

function checkId({ id, id_key }: VerifiedRow, report: Report): void {
  if (id_key !== idKey(String(id))) {
    report('id', '', `${String(id)} is looked up as ${String(id_key)}`);
  }
}

function checkAdmin(row: VerifiedRow, report: Report): void {
  checkId(row, report);
  const roles: readonly string[] = ADMIN_ROLES;
  if (!roles.includes(String(row.role))) report('value', '', `no role: ${String(row.role)}`);
}

const MAY_LACK = ['joined', 'left', 'email'];

function checkStudent(row: VerifiedRow, report: Report): void {
  checkId(row, report);
  const isUnknown = isAnonymised({ name: String(row.name), phone: String(row.phone) });
  const parsers = {
    ...(!isUnknown && { name: parseName, phone: parsePhone }),
    branch: parseBranch,
    joined: parseDate,
    left: parseDate,
    email: parseEmail,
  };
  for (const [column, parse] of Object.entries(parsers)) {
    if (MAY_LACK.includes(column) && (row[column] ?? null) === null) continue;
    const sentence = refusal(() => parse(String(row[column])));
    if (sentence !== undefined) report('value', '', sentence);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkDays({ month, days_hundredths, log_days }: VerifiedRow, report: Report): void {
  const days = Number(days_hundredths);
  if (!isMonth(month)) report('month', '', `not a month: ${String(month)}`);
  else if (days < 0 || days > calendarDays(month) * 100) {
    report('days', '', `${days / 100} days in ${month}`);
  } else if (log_days !== null && log_days !== undefined) {
    const mask = Number(log_days);
    const isOfMonth = mask >= 0 && mask < 2 ** calendarDays(month);
    if (!isOfMonth || days > countDays(mask) * 100) {
      report('days', '', `${days / 100} days, and the log's are ${mask.toString(2)}`);
    }
  }
}

function checkClosedMonth({ month, as_is_reason: reason }: VerifiedRow, report: Report): void {
  if (!isMonth(month)) report('month', '', `not a month: ${String(month)}`);
  if (reason !== null && String(reason).trim() === '') {
    report('value', '', 'it was closed as it is, for no reason');
  }
}
