import { expect, test } from 'vitest';
import { createMess } from '../../../support/mess.ts';
import { addFourStudents, MAY_CSV } from '../../../support/records/month.ts';
import { serveMess } from '../../serve-mess.ts';

const PATH = '/api/v1/attendance/imports';

test('a file is tried, taken, known again and undone, with the document of the command', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const { ask, signIn } = await serveMess(mess);
  const token = await signIn();
  const headers = { 'x-file-name': encodeURIComponent('C:\\desk\\मई.csv') };
  const asked = (query: string, file: string | Uint8Array) =>
    ask(PATH + query, { token, headers, file });
  const path = await mess.file('मई.csv', MAY_CSV);
  const shown = await mess.json<object>('attendance', 'import', path, '--dry-run');
  const tried = await asked('?dryRun', MAY_CSV);
  expect(tried).toMatchObject({ status: 200, json: { ...shown, file: 'मई.csv' } });
  const taken = await asked('', MAY_CSV);
  expect(taken.json).toMatchObject({ file: 'मई.csv', inserted: 4, import: 1, dryRun: false });
  expect((await asked('', MAY_CSV)).json.alreadyImported).toMatchObject({ no: 1, by: 'warden' });
  const undone = await ask(`${PATH}/1/undo`, { method: 'POST', token });
  expect(undone).toMatchObject({ status: 200, json: { status: 'undone', removed: 4 } });
});

test('with mistakes nothing is written, but its good rows where that is asked for', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const { ask, signIn } = await serveMess(mess);
  const token = await signIn();
  const file = 'student_id,days\nS001,30\nS002,99\n';
  const refused = await ask(`${PATH}?month=2025-05`, { token, file });
  expect(refused).toMatchObject({
    status: 422,
    json: {
      error: {
        reason: 'mistakes_in_file',
        message: 'stdin has 1 mistake. Nothing was written.',
        hint: null,
        details: { report: { inserted: 0, rejected: 1, errors: [{ line: 3, value: '99' }] } },
      },
    },
  });
  expect(refused.text).not.toContain('--');
  expect(mess.rows('select * from attendance')).toEqual([]);
  const partly = await ask(`${PATH}?month=2025-05&partial`, { token, file });
  expect(partly).toMatchObject({ status: 200, json: { partial: true, inserted: 1, rejected: 1 } });
});

test('a file of addresses alone changes who is on the roll, where that is asked for', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const { ask, signIn } = await serveMess(mess);
  const token = await signIn();
  const path = '/api/v1/students/imports';
  const file = 'id,E-mail\nS001,asha@example.org\n';
  const refused = await ask(path, { token, file });
  const error = {
    column: '',
    message: 'the column name is missing from the header, without which nobody is added',
  };
  expect(refused).toMatchObject({
    status: 422,
    json: { error: { details: { report: { errors: [error, {}, {}] } } } },
  });
  const tried = await ask(`${path}?onConflict=update&dryRun`, { token, file });
  expect(tried).toMatchObject({ status: 200, json: { updated: 1, errors: [] } });
  const query = `onConflict=update&basis=${tried.headers.get('x-basis')}`;
  const taken = await ask(`${path}?${query}`, { token, file });
  expect(taken).toMatchObject({ status: 200, json: { updated: 1, inserted: 0 } });
  expect(await mess.json('student', 'show', 'S001')).toMatchObject({
    name: 'Asha Rao',
    email: 'asha@example.org',
  });
  const stranger = await ask(`${path}?onConflict=update`, {
    token,
    file: 'id,email\nS9,a@x.org\n',
  });
  expect(stranger.text).toContain('S9 is not on the roll, and the file has no names');
});

test('a form with a file is read, and what is no file, too large or not allowed is refused', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('student remove S004 --mistake');
  const { ask, signIn, url } = await serveMess(mess);
  const token = await signIn();
  const students = `${url}/api/v1/students/imports`;
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(students, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  const form = new FormData();
  form.append('note', 'x');
  const csv = new Blob(['id,name,branch,phone\nS004,Dev,ME,9876543213\n'], { type: 'text/csv' });
  form.append('file', csv, 'roll.csv');
  expect(await (await post(form)).json()).toMatchObject({ file: 'roll.csv', inserted: 1 });
  const type = { 'content-type': 'multipart/form-data; boundary=x' };
  expect((await post('--x no form', type)).status).toBe(400);
  expect((await post('{}', { 'content-type': 'application/json' })).status).toBe(415);
  const large = new Uint8Array(20 * 1024 * 1024 + 1);
  expect((await post(large, { 'content-type': 'text/csv' })).status).toBe(413);
  expect(
    (await ask('/api/v1/students/imports', { method: 'POST', token })).json.error,
  ).toMatchObject({
    reason: 'missing_value',
    details: { field: 'file' },
  });
  const nobody = await ask('/api/v1/students/imports', { file: 'id\n' });
  expect(nobody.status).toBe(401);
});
