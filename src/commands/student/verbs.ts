import type { Declare } from '../verb.ts';
import { declareAdd } from './add.ts';
import { declareEdit } from './edit.ts';
import { declareList } from './list.ts';
import { declareLogin } from './login.ts';
import { declareLogout } from './logout.ts';
import { declareRemove } from './remove.ts';
import { declareRestore } from './restore.ts';
import { declareShow } from './show.ts';

export const verbs: readonly Declare[] = [
  declareAdd,
  declareList,
  declareShow,
  declareEdit,
  declareRemove,
  declareRestore,
  declareLogin,
  declareLogout,
];
