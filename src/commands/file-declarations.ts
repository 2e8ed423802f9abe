import { declareAttendanceImport } from './attendance/import.ts';
import { declareAttendanceImports } from './attendance/imports.ts';
import { declareAttendanceRecord } from './attendance/record.ts';
import { declareAttendanceShow } from './attendance/show.ts';
import { declareAttendanceTemplate } from './attendance/template.ts';
import { declareAttendanceUndo } from './attendance/undo.ts';
import { declareDbBackup } from './db/backup.ts';
import { declareDbCopy } from './db/copy.ts';
import { declareDbImportOriginal } from './db/import-original.ts';
import { declareDbMigrate } from './db/migrate.ts';
import { declareDbRestore } from './db/restore.ts';
import { declareDbStatus } from './db/status.ts';
import { declareDbVerify } from './db/verify.ts';
import { declarePurchaseAdd } from './purchase/add.ts';
import { declarePurchaseHeads } from './purchase/heads.ts';
import { declarePurchaseImport } from './purchase/import.ts';
import { declarePurchaseList } from './purchase/list.ts';
import { declarePurchaseVoid } from './purchase/void.ts';
import { declareStudentAdd } from './student/add.ts';
import { declareStudentEdit } from './student/edit.ts';
import { declareStudentImport } from './student/import.ts';
import { declareStudentList } from './student/list.ts';
import { declareStudentLogin } from './student/login.ts';
import { declareStudentLogout } from './student/logout.ts';
import { declareStudentRemove } from './student/remove.ts';
import { declareStudentRestore } from './student/restore.ts';
import { declareStudentShow } from './student/show.ts';
import type { Declare } from './verb.ts';

/**
 * The commands of the nouns that read and write files, in the order of the help page of each. Apart from
 * the others, which need not load what reads them.
 */
export const FILE_NOUNS: ReadonlyMap<string, readonly Declare[]> = new Map([
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
