import { test } from 'vitest';
import { createDatabase } from '../../support/clone.ts';
import { copyThereAndBack, monthsBefore } from '../../support/records/large.ts';

// Ten times as many are copied among the sweeps of faults, which are not run at every change.
test('a thousand students and a year are the same from a file to a server and back', async () => {
  await copyThereAndBack(await createDatabase(), 1000, monthsBefore(12));
}, 120_000);
