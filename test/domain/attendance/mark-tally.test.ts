import { expect, test } from 'vitest';
import { createMarks } from '../../../src/domain/attendance/mark.ts';
import { createMarkTally } from '../../../src/domain/attendance/mark-tally.ts';

test('a mark that only rejected rows have is not counted, and hides no other', () => {
  const marks = createMarks([]);
  const tally = createMarkTally();
  // Read, and never told of.
  marks.read('A');
  const present = marks.read('P');
  if (present === undefined) throw new Error('P is no mark');
  for (const days of [[1, 2], [1]]) {
    tally.addStudent('2025-05');
    for (const day of days) tally.add('2025-05', day, present);
  }
  expect(tally.list('are absent')).toEqual([
    { mark: 'P', meaning: 'present', count: 3 },
    { mark: '', meaning: 'absent', count: 1 },
  ]);
});
