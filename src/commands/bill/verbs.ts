import type { Declare } from '../verb.ts';
import { declareList } from './list.ts';
import { declareRegister } from './register.ts';
import { declareShow } from './show.ts';
import { declareVoid } from './void.ts';

export const verbs: readonly Declare[] = [declareRegister, declareShow, declareList, declareVoid];
