import type { Declare } from '../verb.ts';
import { declareImport } from './import.ts';
import { declareRecord } from './record.ts';
import { declareShow } from './show.ts';

export const verbs: readonly Declare[] = [declareRecord, declareImport, declareShow];
