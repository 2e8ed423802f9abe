import { expect, test } from 'vitest';
import { maskPhones } from '../../../src/domain/mess/audit.ts';
import { startOfDay } from '../../../src/domain/values/date.ts';

test('what is kept under phone shows four digits at most, wherever it is', () => {
  const value = {
    phone: '+9779812345678',
    added: [{ phone: '9422024738', name: '9422024738' }],
    deep: { er: { phone: ['123', '1234', ''] } },
    more: { phone: { before: 9422024738, after: null } },
    masked: { phone: '••••••4738' },
    gone: { phone: { erased: 'a1b2c3' } },
  };
  expect(maskPhones(value)).toEqual({
    phone: '••••••••••5678',
    added: [{ phone: '••••••4738', name: '9422024738' }],
    deep: { er: { phone: ['•••', '••••', ''] } },
    more: { phone: { before: '••••••4738', after: null } },
    masked: { phone: '••••••4738' },
    gone: { phone: { erased: 'a1b2c3' } },
  });
  for (const plain of [null, 7, 'phone', true, []]) expect(maskPhones(plain)).toEqual(plain);
});

test.each([
  ['Asia/Kolkata', '2025-06-02', '2025-06-01T18:30:00.000Z'],
  ['Pacific/Kiritimati', '2025-06-02', '2025-06-01T10:00:00.000Z'],
  ['Pacific/Pago_Pago', '2025-06-02', '2025-06-02T11:00:00.000Z'],
  // Clocks were put forward at midnight.
  ['America/Santiago', '2024-09-08', '2024-09-08T04:00:00.000Z'],
  // Clocks were put back to midnight, which came twice.
  ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z'],
  // The 30th was left out.
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
])('in %s %s begins at %s', async (timeZone, date, instant) => {
  expect((await startOfDay(timeZone, date)).toISOString()).toBe(instant);
});
