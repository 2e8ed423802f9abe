import { attendanceAway } from './attendance/away.ts';
import { attendanceClear } from './attendance/clear.ts';
import { attendanceDays } from './attendance/days.ts';
import { attendanceImport } from './attendance/import.ts';
import { attendanceImports } from './attendance/imports.ts';
import { attendanceMarks } from './attendance/marks.ts';
import { attendanceRecord } from './attendance/record.ts';
import { attendanceShow } from './attendance/show.ts';
import { attendanceTemplate } from './attendance/template.ts';
import { attendanceToday } from './attendance/today.ts';
import { attendanceUndo } from './attendance/undo.ts';
import { dbBackup } from './db/backup.ts';
import { dbCopy } from './db/copy.ts';
import { dbImportOriginal } from './db/import-original.ts';
import { dbMigrate } from './db/migrate.ts';
import { dbRestore } from './db/restore.ts';
import { dbStatus } from './db/status.ts';
import { dbVerify } from './db/verify.ts';
import { importProfilesAdd } from './import-profiles/add.ts';
import { importProfilesEdit } from './import-profiles/edit.ts';
import {
  importProfilesList,
  importProfilesRemove,
  importProfilesShow,
} from './import-profiles/list.ts';
import { purchaseAdd } from './purchase/add.ts';
import { purchaseEdit } from './purchase/edit.ts';
import { purchaseHeads } from './purchase/heads.ts';
import { purchaseImport } from './purchase/import.ts';
import { purchaseList } from './purchase/list.ts';
import { purchaseVoid } from './purchase/void.ts';
import { studentAdd } from './student/add.ts';
import { studentAnonymise } from './student/anonymise.ts';
import { studentCode } from './student/code.ts';
import { studentCodes } from './student/codes.ts';
import { studentEdit } from './student/edit.ts';
import { studentImport } from './student/import.ts';
import { studentList } from './student/list.ts';
import { studentLogin } from './student/login.ts';
import { studentLogout } from './student/logout.ts';
import { studentRemove } from './student/remove.ts';
import { studentRestore } from './student/restore.ts';
import { studentSettle } from './student/settle.ts';
import { studentShow } from './student/show.ts';
import type { Nouns } from './verb.ts';

/**
 * The commands of the nouns that read and write files, in the order of the help page of each. Apart from
 * the others, which need not load what reads them.
 */
export const FILE_NOUNS: Nouns = new Map([
  [
    'student',
    [
      studentAdd,
      studentImport,
      studentList,
      studentShow,
      studentEdit,
      studentRemove,
      studentRestore,
      studentSettle,
      studentAnonymise,
      studentCode,
      studentCodes,
      studentLogin,
      studentLogout,
    ],
  ],
  [
    'attendance',
    [
      attendanceRecord,
      attendanceClear,
      attendanceToday,
      attendanceAway,
      attendanceDays,
      attendanceImport,
      attendanceImports,
      attendanceUndo,
      attendanceMarks,
      attendanceShow,
      attendanceTemplate,
    ],
  ],
  [
    'purchase',
    [purchaseAdd, purchaseImport, purchaseList, purchaseEdit, purchaseVoid, purchaseHeads],
  ],
  [
    'import-profiles',
    [
      importProfilesAdd,
      importProfilesList,
      importProfilesShow,
      importProfilesEdit,
      importProfilesRemove,
    ],
  ],
  ['db', [dbStatus, dbMigrate, dbBackup, dbRestore, dbCopy, dbVerify, dbImportOriginal]],
]);
