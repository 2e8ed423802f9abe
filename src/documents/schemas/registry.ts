import type { TSchema } from 'typebox';
import { Admin, Identity, NewServiceToken, ServiceToken, SignedOut } from './access.ts';
import {
  Attendance,
  AttendanceImport,
  AttendanceToFillIn,
  RecordedAttendance,
  UndoneImport,
} from './attendance.ts';
import {
  Bill,
  BillRevision,
  BillSummary,
  ChangedMonth,
  Expenses,
  MonthState,
  RegisteredBill,
  RevisedBill,
  ShareExplanation,
} from './billing.ts';
import { AttendanceImportReport, ImportReport, PurchaseImportReport } from './imports.ts';
import { AuditEntry, NewMess, Settings } from './mess.ts';
import { OriginalReport } from './original.ts';
import { AddedPurchase, Head, PurchasesOfMonth, VoidedPurchases } from './purchases.ts';
import { ChangedStudent, Student } from './students.ts';
import {
  CopiedMess,
  DatabaseAnswer,
  MigratedDatabase,
  Status,
  VerifiedDatabase,
} from './upkeep.ts';
import { listOf } from './values.ts';

/** The document that each command answers with, in the order of the table that people read. */
export const DOCUMENTS: Readonly<Record<string, TSchema>> = {
  'student list': listOf(Student),
  'student show': Student,
  'student add': ChangedStudent,
  'student edit': ChangedStudent,
  'student remove': ChangedStudent,
  'student restore': ChangedStudent,
  'admin list': listOf(Admin),
  'admin add': Admin,
  'admin edit': Admin,
  'admin disable': Admin,
  'admin enable': Admin,
  'admin passwd': Admin,
  'admin token list': listOf(ServiceToken),
  'admin token revoke': ServiceToken,
  'admin token create': NewServiceToken,
  'attendance show': listOf(Attendance),
  'attendance record': RecordedAttendance,
  'student import': ImportReport,
  'attendance import': AttendanceImportReport,
  'purchase import': PurchaseImportReport,
  'attendance imports': listOf(AttendanceImport),
  'attendance undo': UndoneImport,
  'attendance template': listOf(AttendanceToFillIn),
  'purchase list': PurchasesOfMonth,
  'purchase add': AddedPurchase,
  'purchase void': VoidedPurchases,
  'purchase heads list': listOf(Head),
  'purchase heads add': Head,
  'purchase heads rename': Head,
  'bill list': listOf(BillSummary),
  'bill void': BillSummary,
  'bill history': listOf(BillRevision),
  'bill show': Bill,
  'bill register': RegisteredBill,
  'bill revise': RevisedBill,
  'bill explain': ShareExplanation,
  'month list': listOf(MonthState),
  'month close': ChangedMonth,
  'month reopen': ChangedMonth,
  'expenses show': Expenses,
  whoami: Identity,
  'admin login': Identity,
  'student login': Identity,
  'admin logout': SignedOut,
  'student logout': SignedOut,
  'audit list': listOf(AuditEntry, { description: 'oldest first' }),
  settings: Settings,
  status: Status,
  init: NewMess,
  'db status': DatabaseAnswer,
  'db migrate': MigratedDatabase,
  'db backup': CopiedMess,
  'db restore': CopiedMess,
  'db copy': CopiedMess,
  'db import-original': OriginalReport,
  'db verify': VerifiedDatabase,
};
