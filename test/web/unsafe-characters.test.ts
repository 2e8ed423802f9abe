import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { expectSafe, HOSTILE } from '../support/records/hostile.ts';
import { insertStudents } from '../support/records/students.ts';
import { serveMess } from './serve-mess.ts';

const OVERRIDE = 'A\u202eB';

test('JSON has what is not safe to be shown as escapes, and means the same', async () => {
  const mess = await createMess();
  const names = HOSTILE.map(([name]) => name);
  insertStudents(
    mess,
    names.map((name, at) => ({ id: `S${100 + at}`, name })),
  );
  const { ask, signIn } = await serveMess(mess);
  const token = await signIn();
  const { text, json } = await ask('/api/v1/students', { token });
  expectSafe(text);
  expect(text).toContain('user\\u202egpj.exe');
  expect(text).toContain('שלום עולם');
  expect(json.map(({ name }: { name: string }) => name)).toEqual(names);
});

test.each([
  ['/api/v1/attendance/2025-05/S001', { method: 'PUT', body: { days: OVERRIDE } }],
  ['/attendance', { body: { student_id: 'S001', month: OVERRIDE, days_present: 1 } }],
])('so have refusals of %s', async (path, asking) => {
  const { ask, signIn } = await serveMess(await createMess());
  const refused = await ask(path, { token: await signIn(), ...asking });
  expectSafe(refused.text);
  expect(JSON.stringify(refused.json)).toContain(OVERRIDE);
  expect(refused.status).toBeGreaterThanOrEqual(400);
});
