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
import { completion } from './completion/completion.ts';
import { configGet } from './config/get.ts';
import { configList } from './config/list.ts';
import { configSet } from './config/set.ts';
import { expensesShow } from './expenses/show.ts';
import { help } from './help/help.ts';
import { doctor } from './mess/doctor.ts';
import { init } from './mess/init.ts';
import { serve } from './mess/serve.ts';
import { settings } from './mess/settings.ts';
import { status } from './mess/status.ts';
import { whoami } from './mess/whoami.ts';
import { monthClose } from './month/close.ts';
import { monthList } from './month/list.ts';
import { monthReopen } from './month/reopen.ts';
import { sessionHistory } from './session/history.ts';
import { sessionList } from './session/list.ts';
import { sessionRevoke } from './session/revoke.ts';
import type { Nouns, Verb } from './verb.ts';

/** The commands that stand directly below `mess`. */
export const COMMANDS: readonly Verb[] = [
  init,
  status,
  whoami,
  settings,
  serve,
  doctor,
  completion,
  help,
];

/**
 * The commands of the nouns that are asked for every day and load little, in the order of the help page of each.
 * The others are in `file-declarations.ts` and `money-declarations.ts`.
 */
export const NOUNS: Nouns = new Map([
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
  ['session', [sessionList, sessionRevoke, sessionHistory]],
  ['audit', [auditList, auditVerify, auditHead]],
  ['config', [configList, configGet, configSet]],
]);
