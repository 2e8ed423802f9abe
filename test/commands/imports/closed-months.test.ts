import { expect, test } from 'vitest';
import { createFour, importBytes } from '../../support/records/files/import-file.ts';
import { closeMonth } from '../../support/records/purchases.ts';

test('a whole history of a device against closed months: the hint passes over their days', async () => {
  const mess = await createFour();
  const log =
    'student_id,timestamp\nS001,2025-03-03 08:00\nS001,2025-04-03 08:00\nS001,2025-05-03 08:00\n';
  closeMonth(mess, '2025-03');
  closeMonth(mess, '2025-04');
  expect(await importBytes(mess, log)).toMatchObject({
    code: 8,
    stderr:
      'error: March 2025 is closed. Nothing was changed.\n' +
      'hint: --from 2025-05-01 takes only the days since, --from open always those since the last closed month; or an owner opens it again: mess month reopen --month 2025-03 --reason TEXT\n',
  });
  expect((await importBytes(mess, log, '--from', '2025-05-01')).code).toBe(0);
});
