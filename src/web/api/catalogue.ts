import { SESSION_ENDPOINTS } from './access/sessions.ts';
import { SIGN_IN_ENDPOINTS } from './access/sign-in.ts';
import { ATTENDANCE_ENDPOINTS } from './attendance/attendance.ts';
import { DAY_ENDPOINTS } from './attendance/days.ts';
import { LISTED_IMPORT_ENDPOINTS } from './attendance/imports.ts';
import { MARK_ENDPOINTS } from './attendance/marks.ts';
import { RECORDED_DAYS_ENDPOINTS } from './attendance/recorded-days.ts';
import type { Endpoint } from './endpoint.ts';
import { IMPORT_ENDPOINTS } from './imports/imports.ts';
import { HEAD_ENDPOINTS } from './purchases/heads.ts';
import { PURCHASE_ENDPOINTS } from './purchases/purchases.ts';
import { EXPENSE_ENDPOINTS } from './students/expenses.ts';
import { STUDENT_ENDPOINTS } from './students/students.ts';
import { STATUS_ENDPOINTS } from './upkeep/status.ts';

/** All endpoints below `/api/v1`, in the order of their page of the manual. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...SIGN_IN_ENDPOINTS,
  ...SESSION_ENDPOINTS,
  ...STATUS_ENDPOINTS,
  ...STUDENT_ENDPOINTS,
  ...EXPENSE_ENDPOINTS,
  ...ATTENDANCE_ENDPOINTS,
  ...RECORDED_DAYS_ENDPOINTS,
  ...DAY_ENDPOINTS,
  ...MARK_ENDPOINTS,
  ...IMPORT_ENDPOINTS,
  ...LISTED_IMPORT_ENDPOINTS,
  ...PURCHASE_ENDPOINTS,
  ...HEAD_ENDPOINTS,
];
