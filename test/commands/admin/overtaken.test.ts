import { expect, test } from 'vitest';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { run } from '../../support/run.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

const sessionsOf = (mess: TestMess) => mess.rows('select * from sessions').length;

/** Signs somebody in; once the try is counted, while the secret is looked at, something else is done. */
function signInMeanwhile(mess: TestMess, line: string, stdin: string, meanwhile: string) {
  let isDone = false;
  return run(line.split(' '), {
    env: { MESS_HOME: mess.home },
    stdin,
    now: () => {
      const isCounted = () => mess.rows('select * from sign_in_attempts').length > 0;
      if (!isDone && isCounted()) {
        isDone = true;
        plant(mess, [meanwhile, 'delete from sessions']);
      }
      return mess.now;
    },
  });
}

test('who is signed in by a password that is taken away meanwhile is not', async () => {
  const mess = await createMess();
  const came = await signInMeanwhile(
    mess,
    `admin login ${OWNER} --password-stdin`,
    PASSWORD,
    "update admins set password_hash = 'another'",
  );
  expect(came).toMatchObject({ code: 4, stdout: '' });
  expect(came.stderr).toContain('The id or the password is wrong');
  expect(sessionsOf(mess)).toBe(0);
});
