import { COPY, RESTORE } from './scenarios/copies.ts';
import { testFullDisk, testKills } from './sweep.ts';

testKills([RESTORE]);
testKills([COPY], ['kill before']);
testFullDisk([RESTORE]);
testFullDisk([COPY], ['full once']);
