import type { Declare } from '../verb.ts';
import { declareAdd } from './add.ts';
import { declareDisable } from './disable.ts';
import { declareEdit } from './edit.ts';
import { declareEnable } from './enable.ts';
import { declareList } from './list.ts';
import { declareLogin } from './login.ts';
import { declareLogout } from './logout.ts';
import { declarePasswd } from './passwd.ts';

export const verbs: readonly Declare[] = [
  declareLogin,
  declareLogout,
  declareList,
  declareAdd,
  declareEdit,
  declareDisable,
  declareEnable,
  declarePasswd,
];
