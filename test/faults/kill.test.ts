import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BILL_SCENARIOS } from './bill-scenarios.ts';
import { runFaulty } from './child.ts';
import { rehearse } from './rehearsal.ts';
import { INIT, MIGRATE_ON_OPEN, SCENARIOS } from './scenarios.ts';
import { expectFilesOf, runAgain, testKills } from './sweep.ts';

testKills([...SCENARIOS, MIGRATE_ON_OPEN, ...BILL_SCENARIOS]);

test('what a killed init leaves aside is cleared away by one that comes a while later', async () => {
  const scenario = await rehearse(INIT);
  const home = scenario.makeHome();
  await runFaulty(home, scenario.args, { how: 'kill before', operation: 'link' });
  const drafts = readdirSync(home).filter((name) => name.startsWith('mess.db.new-'));
  expect(drafts).not.toEqual([]);
  const then = new Date(Date.now() - 11 * 60_000);
  for (const name of drafts) utimesSync(join(home, name), then, then);
  await runAgain(scenario, home, 'before');
  expectFilesOf(scenario, home, 'after');
});
