import { declareAdminAdd } from './admin/add.ts';
import { declareAdminDisable } from './admin/disable.ts';
import { declareAdminEdit } from './admin/edit.ts';
import { declareAdminEnable } from './admin/enable.ts';
import { declareAdminList } from './admin/list.ts';
import { declareAdminLogin } from './admin/login.ts';
import { declareAdminLogout } from './admin/logout.ts';
import { declareAdminPasswd } from './admin/passwd.ts';
import { declareAdminToken } from './admin/token.ts';
import { declareAttendanceImport } from './attendance/import.ts';
import { declareAttendanceImports } from './attendance/imports.ts';
import { declareAttendanceRecord } from './attendance/record.ts';
import { declareAttendanceShow } from './attendance/show.ts';
import { declareAttendanceTemplate } from './attendance/template.ts';
import { declareAttendanceUndo } from './attendance/undo.ts';
import { declareAuditList } from './audit/list.ts';
import { declareBillExplain } from './bill/explain.ts';
import { declareBillHistory } from './bill/history.ts';
import { declareBillList } from './bill/list.ts';
import { declareBillRegister } from './bill/register.ts';
import { declareBillRevise } from './bill/revise.ts';
import { declareBillShow } from './bill/show.ts';
import { declareBillVoid } from './bill/void.ts';
import { declareDbBackup } from './db/backup.ts';
import { declareDbCopy } from './db/copy.ts';
import { declareDbImportOriginal } from './db/import-original.ts';
import { declareDbMigrate } from './db/migrate.ts';
import { declareDbRestore } from './db/restore.ts';
import { declareDbStatus } from './db/status.ts';
import { declareDbVerify } from './db/verify.ts';
import { declareExpensesShow } from './expenses/show.ts';
import { declareHelp } from './help.ts';
import { declareInit } from './init.ts';
import { declareMonthClose } from './month/close.ts';
import { declareMonthList } from './month/list.ts';
import { declareMonthReopen } from './month/reopen.ts';
import { declarePurchaseAdd } from './purchase/add.ts';
import { declarePurchaseHeads } from './purchase/heads.ts';
import { declarePurchaseImport } from './purchase/import.ts';
import { declarePurchaseList } from './purchase/list.ts';
import { declarePurchaseVoid } from './purchase/void.ts';
import { declareSettings } from './settings.ts';
import { declareStatus } from './status.ts';
import { declareStudentAdd } from './student/add.ts';
import { declareStudentEdit } from './student/edit.ts';
import { declareStudentImport } from './student/import.ts';
import { declareStudentList } from './student/list.ts';
import { declareStudentLogin } from './student/login.ts';
import { declareStudentLogout } from './student/logout.ts';
import { declareStudentRemove } from './student/remove.ts';
import { declareStudentRestore } from './student/restore.ts';
import { declareStudentShow } from './student/show.ts';
import type { Declare, DeclareListed } from './verb.ts';
import { declareWhoami } from './whoami.ts';

/** The commands that stand directly below `mess`, by their names in the catalogue. */
export const COMMANDS: ReadonlyMap<string, DeclareListed> = new Map([
  ['init', declareInit],
  ['status', declareStatus],
  ['whoami', declareWhoami],
  ['settings', declareSettings],
  ['help', declareHelp],
]);

/** The commands of each noun of the catalogue, in the order of its help page. */
export const NOUNS: ReadonlyMap<string, readonly Declare[]> = new Map([
  [
    'admin',
    [
      declareAdminLogin,
      declareAdminLogout,
      declareAdminList,
      declareAdminAdd,
      declareAdminEdit,
      declareAdminDisable,
      declareAdminEnable,
      declareAdminPasswd,
      declareAdminToken,
    ],
  ],
  [
    'student',
    [
      declareStudentAdd,
      declareStudentImport,
      declareStudentList,
      declareStudentShow,
      declareStudentEdit,
      declareStudentRemove,
      declareStudentRestore,
      declareStudentLogin,
      declareStudentLogout,
    ],
  ],
  [
    'attendance',
    [
      declareAttendanceRecord,
      declareAttendanceImport,
      declareAttendanceImports,
      declareAttendanceUndo,
      declareAttendanceShow,
      declareAttendanceTemplate,
    ],
  ],
  [
    'purchase',
    [
      declarePurchaseAdd,
      declarePurchaseImport,
      declarePurchaseList,
      declarePurchaseVoid,
      declarePurchaseHeads,
    ],
  ],
  [
    'bill',
    [
      declareBillRegister,
      declareBillShow,
      declareBillList,
      declareBillHistory,
      declareBillExplain,
      declareBillRevise,
      declareBillVoid,
    ],
  ],
  ['month', [declareMonthClose, declareMonthReopen, declareMonthList]],
  ['expenses', [declareExpensesShow]],
  ['audit', [declareAuditList]],
  [
    'db',
    [
      declareDbStatus,
      declareDbMigrate,
      declareDbBackup,
      declareDbRestore,
      declareDbCopy,
      declareDbVerify,
      declareDbImportOriginal,
    ],
  ],
]);
