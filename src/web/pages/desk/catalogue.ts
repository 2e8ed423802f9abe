import type { Page } from '../page.ts';
import { ownAccountPage } from './access/account.tsx';
import { adminRegisterStart, adminsPage } from './access/admins.tsx';
import { codesPage } from './access/codes.tsx';
import { deskSignInPage } from './access/sign-in.tsx';
import { tokensPage } from './access/tokens.tsx';
import { attendanceStart, daysPage } from './attendance/days.tsx';
import { gridPage } from './attendance/grid.tsx';
import { billPage } from './billing/bill.tsx';
import { billRegisterStart, billsPage } from './billing/bills.tsx';
import { explainPage } from './billing/explain.tsx';
import { monthPage, monthsPage } from './billing/months.tsx';
import { registerPage } from './billing/register.tsx';
import { revisePage } from './billing/revise.tsx';
import { voidBillPage } from './billing/void.tsx';
import { chargesPage, chargesStart } from './charges/charges.tsx';
import { chargeKindsPage } from './charges/kinds.tsx';
import { importFilePages } from './imports/import-file.tsx';
import { importsPage } from './imports/imports.tsx';
import { accountOfStudentPage } from './payments/account.tsx';
import { booksPage } from './payments/books.tsx';
import { cashPage } from './payments/cash.tsx';
import { claimsPage } from './payments/claims.tsx';
import { depositsPage } from './payments/deposits.tsx';
import { duesPage } from './payments/dues.tsx';
import { lateFeesPage, lateFeesStart } from './payments/late-fees.tsx';
import { payersPage } from './payments/payers.tsx';
import { paymentsPage } from './payments/payments.tsx';
import { receiptPage } from './payments/receipt.tsx';
import { suspensePage } from './payments/suspense.tsx';
import { editPurchasePage } from './purchases/edit-purchase.tsx';
import { headsPage } from './purchases/heads.tsx';
import { purchasesPage, purchasesStart } from './purchases/purchases.tsx';
import { reportsPage } from './reports/reports.tsx';
import { newStudentPage } from './roll/new-student.tsx';
import { registerStudentPage, rollPage } from './roll/roll.tsx';
import { studentPage } from './roll/student.tsx';
import { toDoPage } from './to-do.tsx';
import { messagesPage } from './upkeep/messages.tsx';
import { recordPage } from './upkeep/record.tsx';
import { settingsPage } from './upkeep/settings.tsx';

/** The pages of the office. */
export const DESK_PAGES: readonly Page[] = [
  deskSignInPage,
  toDoPage,
  rollPage,
  registerStudentPage,
  newStudentPage,
  studentPage,
  attendanceStart,
  daysPage,
  gridPage,
  purchasesStart,
  purchasesPage,
  editPurchasePage,
  headsPage,
  chargesStart,
  chargesPage,
  chargeKindsPage,
  billRegisterStart,
  billsPage,
  billPage,
  registerPage,
  revisePage,
  voidBillPage,
  explainPage,
  monthsPage,
  monthPage,
  duesPage,
  accountOfStudentPage,
  paymentsPage,
  receiptPage,
  suspensePage,
  claimsPage,
  depositsPage,
  lateFeesStart,
  lateFeesPage,
  cashPage,
  booksPage,
  payersPage,
  importsPage,
  ...importFilePages,
  adminsPage,
  adminRegisterStart,
  tokensPage,
  codesPage,
  ownAccountPage,
  reportsPage,
  messagesPage,
  recordPage,
  settingsPage,
];
