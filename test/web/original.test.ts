import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { serveMess } from './serve-mess.ts';

const STUDENT = { st_id: 'S001', name: 'Asha Rao', abranch: 'CSE', phone: '9876543210' };

test('a client of the original registers, records, bills and reads', async () => {
  const { ask, signIn } = await serveMess(await createMess());
  const token = await signIn();
  expect(await ask('/registerstudent', { token, body: STUDENT })).toMatchObject({
    status: 201,
    json: { message: 'Student registered successfully' },
  });
  const days = { student_id: 'S001', month: 'May 2025', days_present: '28' };
  expect(await ask('/attendance', { token, body: days })).toMatchObject({
    status: 200,
    json: { message: 'Attendance recorded successfully', month: '2025-05', days_present: 28 },
  });
  const bill = { month: 'May 2025', total_month_day: 31, total_expense: 3100 };
  expect(await ask('/billregister', { token, body: bill })).toMatchObject({
    status: 200,
    json: {
      message: 'Monthly bill and student expenses calculated and saved',
      sharing: 'per_head',
      billed: '2800.00',
      students: 1,
    },
  });
  expect(await ask('/billregister', { token, body: bill })).toMatchObject({
    status: 409,
    json: {
      message:
        'Monthly expense for this month already registered. Use an update endpoint if needed.',
    },
  });
  const login = { st_id: 'S001', phone: '+91 98765 43210' };
  const { status, json } = await ask('/studentlogin', { body: login });
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { message: 'Login successful', student_id: 'S001', name: 'Asha Rao', expires_in: 3600 },
  });
  const read = await ask('/studentexpense/S001', { token: json.access_token });
  expect(read).toMatchObject({
    status: 200,
    json: {
      student_id: 'S001',
      name: 'Asha Rao',
      expense_history: [
        { month: '2025-05', month_name: 'May 2025', amount: 2800, amount_text: '2800.00' },
      ],
    },
  });
});

test.each([
  ['/registerstudent', { ...STUDENT, phone: '' }, 400, 'Missing required fields'],
  ['/attendance', { student_id: 'S001', month: 'May 2025' }, 400, 'Missing required fields'],
  ['/attendance', { student_id: 'S001', month: 'May 2025', days_present: null }, 400, 'Missing'],
  ['/attendance', { student_id: 'S001', month: 'Mai', days_present: 3 }, 400, 'month "Mai"'],
  [
    '/billregister',
    { month: 'May 2025', total_month_day: 'x', total_expense: 1 },
    400,
    'total_month_day "x"',
  ],
  [
    '/billregister',
    { month: 'May 2025', total_month_day: null, total_expense: 1 },
    400,
    'Invalid or missing number format',
  ],
  [
    '/billregister',
    { month: 'May 2025', total_month_day: 31, total_expense: 80000000000000.02 },
    400,
    'send it as text',
  ],
  ['/studentlogin', { st_id: 'S001' }, 400, 'Missing student ID or phone'],
  ['/studentlogin', { st_id: 'S001', phone: 'x' }, 401, 'Invalid login credentials'],
])('%s with %j is answered %i', async (path, body, status, message) => {
  const { ask, signIn } = await serveMess(await createMess());
  const answered = await ask(path, { token: await signIn(), body });
  expect(answered.status).toBe(status);
  expect(answered.json.message).toContain(message);
});

test('an admin who is not there and a wrong password are answered alike', async () => {
  const { ask } = await serveMess(await createMess());
  for (const admin_id of ['warden', 'nobody']) {
    expect(await ask('/adminlogin', { body: { admin_id, password: 'x' } })).toMatchObject({
      status: 401,
      json: { error: 'Invalid credentials' },
    });
  }
  expect(await ask('/adminlogin', { body: {} })).toMatchObject({
    status: 400,
    json: { error: 'Missing credentials' },
  });
});

test('nobody registers without a sign-in, and a student reads their own alone', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const { ask } = await serveMess(mess);
  expect(await ask('/registerstudent', { body: STUDENT })).toMatchObject({
    status: 401,
    json: { message: 'Nobody is signed in.', msg: 'Nobody is signed in.' },
  });
  const { json } = await ask('/studentlogin', { body: { st_id: 'S001', phone: '9876543210' } });
  const token = json.access_token;
  expect((await ask('/studentexpense/warden', { token })).status).toBe(403);
  expect((await ask('/registerstudent', { token, body: STUDENT })).status).toBe(403);
});
