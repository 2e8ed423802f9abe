import { expect, test } from 'vitest';
import { doneCode, expectFullCode, rehearse, type Scenario } from './rehearsal.ts';
import { expectFilesOf, expectInOrder, expectSentence, sweep } from './sweep.ts';

/** A test for each scenario: killed before and after its first write, its second, and so on. */
export function testKills(
  scenarios: readonly Scenario[],
  ways: readonly ('kill before' | 'kill after')[] = ['kill before', 'kill after'],
): void {
  for (const scenario of scenarios) {
    for (const how of ways) {
      test(`${scenario.name}, ${how} the N-th write`, async () => {
        const stages = await sweep(await rehearse(scenario), how, ({ ended }) => {
          expect(ended.signal).toBe('SIGKILL');
        });
        expectInOrder(stages);
        console.log(`${scenario.name}, ${how} the N-th write: ${stages.length} points`);
      });
    }
  }
}

const NO_ROOM = {
  'full once': 'no room for the N-th write',
  'full for good': 'no room from the N-th write on',
} as const;

/** A test for each scenario: no room for its first write, its second, and so on. */
export function testFullDisk(
  scenarios: readonly Scenario[],
  ways: readonly (keyof typeof NO_ROOM)[] = ['full once', 'full for good'],
): void {
  for (const scenario of scenarios) {
    for (const how of ways) {
      test(`${scenario.name}, ${NO_ROOM[how]}`, async () => {
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
        console.log(`${scenario.name}, ${NO_ROOM[how]}: ${stages.length} points`);
      });
    }
  }
}

/** That a session or a token is used is noted where there is room, and otherwise not. */
function isNoteOfUse(operation: string | null): boolean {
  return /^update "(sessions|service_tokens)" set "last_used_at"/.test(operation ?? '');
}
