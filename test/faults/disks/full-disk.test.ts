import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runChild } from '../child.ts';
import { findStage, rehearse, runScenario } from '../rehearsal.ts';
import { BILL_SCENARIOS } from '../scenarios/bills.ts';
import { PAYMENT_SCENARIOS } from '../scenarios/payments.ts';
import { IMPORT, INIT, SCENARIOS, SIGN_IN, UNDO } from '../scenarios/scenarios.ts';
import { expectSentence, testFullDisk } from '../sweep.ts';

testFullDisk([...SCENARIOS, ...BILL_SCENARIOS, ...PAYMENT_SCENARIOS]);

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
