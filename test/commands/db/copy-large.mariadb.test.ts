import { test } from 'vitest';
import { createDatabase } from '../../support/clone.ts';
import { copyThereAndBack, monthsBefore } from '../../support/records/large.ts';

// Ten times as many are copied among the sweeps of faults, which are not run at every change.
test('2,000 students and 24 months are the same from a file to a server and back', async () => {
  await copyThereAndBack(await createDatabase(), 2000, monthsBefore(24));
}, 120_000);
