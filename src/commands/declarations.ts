import { adminAdd } from './admin/add.ts';
import { adminDisable } from './admin/disable.ts';
import { adminEdit } from './admin/edit.ts';
import { adminEnable } from './admin/enable.ts';
import { adminList } from './admin/list.ts';
import { adminLogin } from './admin/login.ts';
import { adminLogout } from './admin/logout.ts';
import { adminPasswd } from './admin/passwd.ts';
import { adminRecover } from './admin/recover.ts';
import { adminReset } from './admin/reset.ts';
import { adminToken } from './admin/token.ts';
import { auditHead } from './audit/head.ts';
import { auditList } from './audit/list.ts';
import { auditVerify } from './audit/verify.ts';
import { billExplain } from './bill/explain.ts';
import { billHistory } from './bill/history.ts';
import { billList } from './bill/list.ts';
import { billRegister } from './bill/register.ts';
import { billRevise } from './bill/revise.ts';
import { billShow } from './bill/show.ts';
import { billVoid } from './bill/void.ts';
import { booksClose } from './books/close.ts';
import { booksReopen } from './books/reopen.ts';
import { cashCount } from './cash/count.ts';
import { completion } from './completion/completion.ts';
import { configGet } from './config/get.ts';
import { configList } from './config/list.ts';
import { configSet } from './config/set.ts';
import { depositList } from './deposit/list.ts';
import { depositReceive } from './deposit/receive.ts';
import { depositRefund } from './deposit/refund.ts';
import { depositUse } from './deposit/use.ts';
import { duesFines } from './dues/fines.ts';
import { duesList } from './dues/list.ts';
import { duesShow } from './dues/show.ts';
import { duesWaive } from './dues/waive.ts';
import { duesWriteOff } from './dues/write-off.ts';
import { expensesShow } from './expenses/show.ts';
import { help } from './help/help.ts';
import { doctor } from './mess/doctor.ts';
import { init } from './mess/init.ts';
import { settings } from './mess/settings.ts';
import { status } from './mess/status.ts';
import { whoami } from './mess/whoami.ts';
import { monthClose } from './month/close.ts';
import { monthList } from './month/list.ts';
import { monthReopen } from './month/reopen.ts';
import { sessionHistory } from './session/history.ts';
import { sessionList } from './session/list.ts';
import { sessionRevoke } from './session/revoke.ts';
import type { Noun, Verb } from './verb.ts';

/** The commands that stand directly below `mess`. */
export const COMMANDS: readonly Verb[] = [init, status, whoami, settings, doctor, completion, help];

/**
 * The commands of the nouns that read and write no large files, in the order of the help page of each.
 * The others are in `file-declarations.ts`.
 */
export const NOUNS: ReadonlyMap<string, Noun['verbs']> = new Map([
  [
    'admin',
    [
      adminLogin,
      adminLogout,
      adminList,
      adminAdd,
      adminEdit,
      adminDisable,
      adminEnable,
      adminPasswd,
      adminReset,
      adminRecover,
      adminToken,
    ],
  ],
  ['bill', [billRegister, billShow, billList, billHistory, billExplain, billRevise, billVoid]],
  ['month', [monthClose, monthReopen, monthList]],
  ['expenses', [expensesShow]],
  ['dues', [duesList, duesShow, duesFines, duesWaive, duesWriteOff]],
  ['deposit', [depositReceive, depositUse, depositRefund, depositList]],
  ['books', [booksClose, booksReopen]],
  ['cash', [cashCount]],
  ['session', [sessionList, sessionRevoke, sessionHistory]],
  ['audit', [auditList, auditVerify, auditHead]],
  ['config', [configList, configGet, configSet]],
]);
