import { createHome, type Result, type TestMess } from '../mess.ts';
import { OWNER, PASSWORD } from '../template.ts';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

/** What a command says on standard error when its session has ended. */
export const SESSION_OVER =
  'error: Your session is over.\nhint: mess admin login, or as a student: mess student login\n';

/** Signs an admin in, or fails to: that is for the test to judge. */
export function trySignIn(mess: TestMess, id = OWNER, password = PASSWORD): Promise<Result> {
  return mess.with({ stdin: password })('admin', 'login', id, '--password-stdin');
}

/** The same for a student. */
export function tryStudentSignIn(mess: TestMess, id: string, phone: string): Promise<Result> {
  return mess.with({ stdin: phone })('student', 'login', id, '--phone-stdin');
}

/** Moves the clock on. */
export function passMs(mess: TestMess, ms: number): void {
  mess.now = new Date(mess.now.getTime() + ms);
}

/** Somebody else at the same database, with a session of their own. */
export async function createOther(mess: TestMess) {
  const env = { MESS_HOME: await createHome(), MESS_DATABASE_URL: mess.databaseUrl };
  return {
    run: mess.with({ env }),
    signIn: (id: string, password: string) =>
      mess.with({ env, stdin: password })('admin', 'login', id, '--password-stdin'),
  };
}

export async function addAdmin(
  mess: TestMess,
  id: string,
  role: string,
  password: string,
): Promise<void> {
  const add = ['admin', 'add', id, '--role', role, '--password-stdin'];
  const { code, stderr } = await mess.with({ stdin: password })(...add);
  if (code !== 0) throw new Error(stderr);
}

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
