import { COPY, RESTORE } from './copy-scenarios.ts';
import { testFullDisk, testKills } from './sweep.ts';

testKills([RESTORE]);
testKills([COPY], ['kill before']);
testFullDisk([RESTORE]);
testFullDisk([COPY], ['full once']);
