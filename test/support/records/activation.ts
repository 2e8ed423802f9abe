import { createHome, type Result, type TestMess } from '../mess.ts';

/** What students of tests choose. */
export const STUDENT_SECRET = 'a secret of their own';

/**
 * Has students sign in with a secret, and one of them set theirs.
 *
 * @returns runs commands as that student, in a home of their own
 */
export async function activateStudent(
  mess: TestMess,
  id: string,
): Promise<(line: string) => Promise<Result>> {
  await mess.do('settings --student-sign-in code');
  const { code } = await mess.json<{ code: string }>('student', 'code', id);
  const env = { MESS_HOME: await createHome(), MESS_DATABASE_URL: mess.databaseUrl };
  const fresh = await mess.file(`secret-${id}`, STUDENT_SECRET, 0o600);
  const login = ['student', 'login', id, '--secret-stdin', '--new-secret-file', fresh];
  const { stderr, code: ended } = await mess.with({ env, stdin: code })(...login);
  if (ended !== 0) throw new Error(stderr);
  return (line) => mess.with({ env })(...line.split(' '));
}
