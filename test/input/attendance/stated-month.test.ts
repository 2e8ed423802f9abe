import { expect, test } from 'vitest';
import { findStatedMonth } from '../../../src/input/attendance/stated/month.ts';

test.each([
  ['Mess attendance register - August 2026', '2026-08'],
  ['Month: Oct-26', '2026-10'],
  ["for SEPT '26", undefined],
  ['attendance_2026-08.csv', '2026-08'],
  ['Register_Aug_2026 (2).csv', '2026-08'],
  ['08/2026', '2026-08'],
  // The day on which it was printed says nothing of the month.
  ['Printed on 1 September 2026', undefined],
  ['Printed on 1st September, 2026', undefined],
  ['01/08/2026', undefined],
  ['2026-08-31', undefined],
  ['Session 2026-27', undefined],
  ['July 2026 and August 2026', undefined],
  ['Room 12/2026/4', undefined],
  ['', undefined],
])('%s states %s', (text, month) => {
  expect(findStatedMonth([text])).toBe(month);
});
