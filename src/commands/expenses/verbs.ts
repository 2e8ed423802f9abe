import type { Declare } from '../verb.ts';
import { declareShow } from './show.ts';

export const verbs: readonly Declare[] = [declareShow];
