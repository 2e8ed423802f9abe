import { isStoredTime, type Report, type VerifiedRow } from '../finding.ts';

/** The columns that hold a moment, by table. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  audit_entries: ['at'],
  admins: ['created_at', 'disabled_at', 'recovered_at'],
  students: ['entered_at'],
  sessions: ['created_at', 'expires_at', 'last_used_at'],
  sign_in_attempts: ['last_failed_at'],
  one_time_codes: ['created_at', 'expires_at'],
  bills: ['registered_at'],
  service_tokens: ['created_at', 'expires_at', 'last_used_at'],
  last_backup: ['at'],
  given_answers: ['given_at'],
  messages: ['changed_at', 'next_try'],
};

/** Every moment is stored in one form: who compares texts relies on it. */
export function checkTimes(table: string, row: VerifiedRow, report: Report): void {
  for (const column of TIMES[table] ?? []) {
    const value = row[column];
    if (value === null || value === undefined || isStoredTime(value)) continue;
    report('value', '', `not a time: ${String(value)}`);
  }
}
