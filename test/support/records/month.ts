import { createMess, type TestMess } from '../mess.ts';

/** Four students and their May 2025, small enough to check by hand. */
export const MAY_CSV = [
  'student_id,month,days_present',
  'S001,2025-05,30',
  'S002,2025-05,28',
  'S003,2025-05,15',
  'S004,2025-05,30',
  '',
].join('\n');

/** Puts the four of MAY_CSV on the roll. */
export async function addFourStudents(mess: TestMess): Promise<void> {
  await mess.do(
    'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    'student add S002 --name "Vikram Shah" --branch ECE --phone 9876543211',
    'student add S003 --name "सीता देवी" --branch CSE --phone 9876543212',
    'student add S004 --name "Dev Anand" --branch ME --phone +9779812345678',
  );
}

/** The four, and their attendance in May 2025. */
export async function addMay(mess: TestMess): Promise<void> {
  await addFourStudents(mess);
  const { code, stderr } = await mess.with({ stdin: MAY_CSV })('attendance', 'import', '-');
  if (code !== 0) throw new Error(stderr);
}

/**
 * A mess with the four, their May, and the bill of it.
 *
 * @param amounts as `bill register` takes them
 */
export async function createBilledMay(amounts = '--total 60000'): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(`bill register --month 2025-05 ${amounts} --quiet`);
  return mess;
}

/** Signs a student in, which ends whoever was signed in in this home. */
export async function signInStudent(mess: TestMess, id: string, phone: string): Promise<void> {
  const result = await mess.with({ stdin: phone })('student', 'login', id, '--phone-stdin');
  if (result.code !== 0) throw new Error(result.stderr);
}

/** Adds an admin and signs them in in place of the owner. */
export async function signInAs(
  mess: TestMess,
  role: 'clerk' | 'manager' | 'viewer',
): Promise<void> {
  const stdin = 'another good password';
  for (const args of [
    ['admin', 'add', role, '--role', role, '--password-stdin'],
    ['admin', 'login', role, '--password-stdin'],
  ]) {
    const result = await mess.with({ stdin })(...args);
    if (result.code !== 0) throw new Error(result.stderr);
  }
}
