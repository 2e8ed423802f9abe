import { chmod, mkdir, rm } from 'node:fs/promises';
import type { Reason } from '../../../src/reasons.ts';
import { addFourStudents, signInAs, signInStudent } from '../../support/records/month.ts';
import { createCron } from '../../support/records/service-token.ts';
import { addAdmin, HOUR_MS, MINUTE_MS, passMs } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';
import { run, runAfter, type Way } from './way.ts';

const SIGN_IN = 'mess admin login, or as a student: mess student login';
const ANOTHER_TOKEN = 'an owner makes another one: mess admin token create NAME --output FILE';

export const ACCESS_WAYS = {
  not_signed_in: { exit: 4, hint: SIGN_IN, reach: runAfter(['admin logout'], 'student list') },
  session_over: {
    exit: 4,
    hint: SIGN_IN,
    reach: (mess) => {
      passMs(mess, 13 * HOUR_MS);
      return run('student list')(mess);
    },
  },
  session_distrusted: {
    exit: 4,
    hint: 'remove it and sign in again: rm HOME/session.json',
    reach: async (mess) => {
      await chmod(mess.sessionPath, 0o644);
      return run('student list')(mess);
    },
  },
  session_not_kept: {
    exit: 1,
    hint: 'the session you had, if any, is unchanged',
    reach: async (mess) => {
      await rm(mess.sessionPath);
      await mkdir(mess.sessionPath);
      const login = ['admin', 'login', 'warden', '--password-stdin', '--json'];
      return mess.with({ stdin: PASSWORD })(...login);
    },
  },
  token_refused: {
    exit: 4,
    hint: ANOTHER_TOKEN,
    reach: (mess) => {
      const env = { MESS_HOME: mess.home, MESS_TOKEN: 'none of ours' };
      return mess.with({ env })('student', 'list', '--json');
    },
  },
  token_expired: {
    exit: 4,
    hint: ANOTHER_TOKEN,
    reach: async (mess) => {
      const cron = await createCron(mess, '--expires', '1d');
      passMs(mess, 25 * HOUR_MS);
      return cron('student list --json');
    },
  },
  wrong_credentials: {
    exit: 4,
    hint: 'try again: mess student login',
    reach: async (mess) => {
      await addFourStudents(mess);
      const phone = { stdin: '9000000000' };
      return mess.with(phone)('student', 'login', 'S001', '--phone-stdin', '--json');
    },
  },
  students_only: {
    exit: 5,
    hint: 'money that came in, the office records: mess payment record',
    reach: run('payment claims add 515412345678'),
  },
  own_secret_needed: {
    exit: 5,
    hint: 'the office says how students sign in: mess settings --student-sign-in code',
    reach: async (mess) => {
      await addFourStudents(mess);
      await signInStudent(mess, 'S001', '9876543210');
      return run('payment claims add 515412345678')(mess);
    },
  },
  wrong_old_password: {
    exit: 4,
    hint: 'where it is forgotten: mess help passwords',
    reach: async (mess) => {
      const old = await mess.file('old', 'not the old password', 0o600);
      const fresh = await mess.file('new', 'another good password', 0o600);
      return run(`admin passwd --old-password-file ${old} --password-file ${fresh}`)(mess);
    },
  },
  other_sign_in: {
    exit: 4,
    hint: 'mess student login ID, with --secret-stdin where nobody can be asked; the office has a code for the first time',
    reach: async (mess) => {
      await addFourStudents(mess);
      await mess.do('settings --student-sign-in code');
      const phone = { stdin: '9876543210' };
      return mess.with(phone)('student', 'login', 'S001', '--phone-stdin', '--json');
    },
  },
  code_expired: {
    exit: 4,
    hint: 'an owner makes another one: mess admin reset ID',
    reach: async (mess) => {
      await addAdmin(mess, 'desk', 'viewer', 'another good password');
      const { code } = await mess.json<{ code: string }>('admin', 'reset', 'desk');
      passMs(mess, 24 * HOUR_MS);
      const login = ['admin', 'login', 'desk', '--password-stdin', '--json'];
      return mess.with({ stdin: code })(...login);
    },
  },
  locked_out: {
    exit: 4,
    hint: 'try again in 15 minutes',
    reach: async (mess) => {
      const login = ['student', 'login', 'S001', '--phone-stdin', '--json'];
      const guess = () => mess.with({ stdin: '9000000000' })(...login);
      for (let failed = 0; failed < 11; failed++) {
        await guess();
        passMs(mess, failed < 10 ? 15 * MINUTE_MS : MINUTE_MS / 2);
      }
      return guess();
    },
  },
  role_may_not: {
    exit: 5,
    hint: 'sign in as manager or owner: mess admin login',
    reach: async (mess) => {
      await signInAs(mess, 'viewer');
      return run('purchase void 1 --reason mistyped')(mess);
    },
  },
  not_own: {
    exit: 5,
    hint: 'mess expenses show',
    reach: async (mess) => {
      await addFourStudents(mess);
      await signInStudent(mess, 'S001', '9876543210');
      return run('expenses show S002')(mess);
    },
  },
  unknown_admin: { exit: 3, hint: 'mess admin list', reach: run('admin disable nobody') },
  unknown_owner: {
    exit: 3,
    hint: 'there is warden',
    reach: run('admin recover nobody --yes'),
  },
  reset_of_own: {
    exit: 8,
    hint: 'mess admin passwd; or where the old password is forgotten, mess admin recover ID',
    reach: run('admin reset warden'),
  },
  admin_exists: {
    exit: 8,
    hint: 'mess admin edit warden --role ROLE',
    reach: (mess) => {
      const add = ['admin', 'add', 'warden', '--role', 'viewer', '--password-stdin', '--json'];
      return mess.with({ stdin: PASSWORD })(...add);
    },
  },
  last_owner: {
    exit: 8,
    hint: 'make another owner first: mess admin add ID --role owner',
    reach: run('admin disable warden'),
  },
  unknown_session: {
    exit: 3,
    hint: 'mess session list',
    reach: run('session revoke 0123abcd'),
  },
  unknown_token: { exit: 3, hint: 'mess admin token list', reach: run('admin token revoke door') },
  token_exists: {
    exit: 8,
    hint: 'take another name, or first mess admin token revoke door',
    reach: runAfter(['admin token create door'], 'admin token create door'),
  },
} satisfies Partial<Record<Reason, Way>>;
