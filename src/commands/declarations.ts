import { declareAdminAdd } from './admin/add.ts';
import { declareAdminDisable } from './admin/disable.ts';
import { declareAdminEdit } from './admin/edit.ts';
import { declareAdminEnable } from './admin/enable.ts';
import { declareAdminList } from './admin/list.ts';
import { declareAdminLogin } from './admin/login.ts';
import { declareAdminLogout } from './admin/logout.ts';
import { declareAdminPasswd } from './admin/passwd.ts';
import { declareAdminToken } from './admin/token.ts';
import { declareAuditList } from './audit/list.ts';
import { declareBillExplain } from './bill/explain.ts';
import { declareBillHistory } from './bill/history.ts';
import { declareBillList } from './bill/list.ts';
import { declareBillRegister } from './bill/register.ts';
import { declareBillRevise } from './bill/revise.ts';
import { declareBillShow } from './bill/show.ts';
import { declareBillVoid } from './bill/void.ts';
import { declareExpensesShow } from './expenses/show.ts';
import { declareHelp } from './help/help.ts';
import { declareInit } from './init.ts';
import { declareMonthClose } from './month/close.ts';
import { declareMonthList } from './month/list.ts';
import { declareMonthReopen } from './month/reopen.ts';
import { declareSettings } from './settings.ts';
import { declareStatus } from './status.ts';
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

/**
 * The commands of the nouns that read and write no large files, in the order of the help page of each.
 * The others are in `file-declarations.ts`.
 */
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
]);
