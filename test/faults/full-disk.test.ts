import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BILL_SCENARIOS } from './bill-scenarios.ts';
import { runChild } from './child.ts';
import { COPY, RESTORE } from './copy-scenarios.ts';
import { doneCode, expectFullCode, findStage, rehearse, runScenario } from './rehearsal.ts';
import { IMPORT, INIT, SCENARIOS, SIGN_IN, UNDO } from './scenarios.ts';
import { expectFilesOf, expectSentence, sweep } from './sweep.ts';

const FAULTS = [
  { how: 'full once', title: 'no room for the N-th write' },
  { how: 'full for good', title: 'no room from the N-th write on' },
] as const;

for (const scenario of [...SCENARIOS, ...BILL_SCENARIOS, RESTORE, COPY]) {
  for (const { how, title } of FAULTS) {
    if (scenario === COPY && how === 'full for good') continue;
    test(`${scenario.name}, ${title}`, async () => {
      const rehearsed = await rehearse(scenario);
      const stages = await sweep(rehearsed, how, ({ home, ended, stage }) => {
        expectFilesOf(rehearsed, home, stage);
        if (how === 'full once' && isNoteOfUse(ended.operation)) {
          expect({ ...ended, stage }).toMatchObject({ code: doneCode(scenario), stage: 'after' });
          return;
        }
        if (ended.code !== doneCode(scenario)) expectSentence(ended);
        expectFullCode(scenario, stage, ended.code);
      });
      console.log(`${scenario.name}, ${title}: ${stages.length} points`);
    });
  }
}

/** That a session or a token is used is noted where there is room, and otherwise not. */
function isNoteOfUse(operation: string | null): boolean {
  return /^update "(sessions|service_tokens)" set "last_used_at"/.test(operation ?? '');
}

for (const scenario of [INIT, IMPORT, UNDO, SIGN_IN]) {
  test(`${scenario.name}, no room for the answer: all is done, and the exit code says 1`, async () => {
    const rehearsed = await rehearse(scenario);
    const home = rehearsed.makeHome();
    const full = openSync('/dev/full', 'w');
    const ended = await runScenario(scenario, home, { stdout: full });
    closeSync(full);
    expectSentence(ended);
    expect({ ...ended, stage: findStage(rehearsed, home) }).toMatchObject({
      code: 1,
      stage: 'after',
    });
  });
}

test('no room for the error message: the exit code still says what happened', async () => {
  const rehearsed = await rehearse(INIT);
  const full = openSync('/dev/full', 'w');
  const ended = await runChild(rehearsed.makeHome(), ['whoami'], { stderr: full });
  closeSync(full);
  expect(ended).toMatchObject({ code: 9, signal: null });
});
