import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { addBooks } from '../../support/books/books.ts';
import { createOriginal } from '../../support/books/original.ts';
import { listCommands } from '../../support/commands.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import {
  addAdmin,
  passMs,
  SECOND_MS,
  trySignIn,
  tryStudentSignIn,
} from '../../support/records/sign-in.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

/**
 * Commands that write no entry though none is there to see something only: they change nothing, or there
 * is none to write to, or it comes with what they make.
 */
const WITHOUT_ENTRY = [
  'help',
  'db status',
  'db verify',
  'audit verify',
  'db backup',
  'db copy',
  'export journal',
  'export csv',
  'notify texts',
  // Without anything that failed.
  'notify retry',
  'notify dismiss',
  'db migrate',
  'db restore',
  // In a table of their own.
  'student login',
  'student logout',
  'doctor',
  'config list',
  'config get',
  'config set',
  'completion',
  // What is asked of it leaves entries under the names of its endpoints.
  'serve',
];

/** Another password for each time that one is set or given. */
const PASSWORDS = {
  clerk: 'the password of a clerk',
  changed: 'a password that was changed',
  wrong: 'a password that is wrong',
  student: 'the secret of a student',
};

/** Runs every changing command there is, with the secrets that it takes. */
async function changeEverything(mess: TestMess): Promise<string[]> {
  const secrets = [PASSWORD, ...Object.values(PASSWORDS)];
  const noteSession = async () => {
    const { token } = JSON.parse(await readFile(mess.sessionPath, 'utf8'));
    expect(token).toMatch(/.{20}/);
    secrets.push(token);
  };
  await noteSession();
  await addBooks(mess);
  await addAdmin(mess, 'clerk', 'manager', PASSWORDS.clerk);
  const roll = 'id,name,branch,phone\nN1,Nina,CSE,9123456780\nS001,Asha R,CSE,9123456781\n';
  await mess.do(
    `student import ${await mess.file('roll.csv', roll)} --on-conflict update`,
    'student edit S001 --phone 9123456789',
    'student restore S07',
    'student remove S07 --on 2025-05-20',
    'student anonymise S07 --yes',
    'admin edit clerk --role owner',
    'admin disable clerk',
    'admin enable clerk',
    'settings --name "Another Mess" --admin-idle 45 --accounts-from 2024-12',
    'opening set S001 --amount 12',
    'payment record S001 --amount 5 --method cash',
    'notify receipt 2025-26/0001 --command true',
    'payment reverse 2025-26/0001 --reason typo',
    'cash count --amount 0',
    'books close --through 2025-05-30',
    'books reopen --reason late',
    'payment record N1 --amount 9 --method cash',
    'payment refund N1 --amount 1 --method cash --reason left',
    'deposit receive S001 --amount 5 --method cash',
    'deposit use S001 --amount 1',
    'deposit refund S001 --amount 1 --method cash',
    'dues write-off S001 --amount 0.01 --reason left',
    'settings --late-fee "from 11: 50"',
    'attendance record S001 --month 2024-12 --days 3',
    'bill register --month 2024-12 --per-head 30 --yes',
  );
  // A bill that is made after its due day is late from the day after on.
  passMs(mess, 24 * 3600_000);
  await trySignIn(mess);
  await noteSession();
  await mess.do('dues fines --month 2024-12 --yes', 'dues waive S001 --month 2024-12 --reason ill');
  const { token } = await mess.json<{ token: string }>('admin', 'token', 'create', 'cron');
  secrets.push(token);
  const dues = await mess.file('dues.csv', 'id,amount\nN1,10\n');
  const sheet = await mess.file('p.csv', 'date,head,amount\n2025-02-02,Gas,10\n');
  const lines = '1/5/2025,UPI/x/9123456700@YBL,5\n1/5/2025,CHQ 1,5\n1/5/2025,CHQ 2,5\n';
  const statement = await mess.file('s.csv', `Date,Narration,Credit\n${lines}`);
  const other = await mess.file('o.csv', 'Date,Narration,Credit\n1/5/2025,CHQ 9,5\n');
  await mess.do(
    'admin token revoke cron',
    'admin token create later',
    'purchase heads add Sweets --kind dividing',
    'purchase heads rename Sweets Cakes',
    'purchase add --date 2025-02-01 --amount 100 --head Cakes',
    `purchase import ${sheet}`,
    `payment import ${statement} --yes`,
    'payment suspense assign 1 S001',
    'payment suspense split 2 S001 3 S002 2',
    'payment suspense ignore 3 --reason tins',
    'payment suspense reopen 3 --reason found',
    'payment payers forget 9123456700@ybl',
    `payment import ${other} --yes --account other`,
    `opening import ${dues}`,
    'purchase edit 1 --amount 120',
    'purchase heads hide Cakes',
    'purchase heads unhide Cakes',
    'export accounts set bank Assets:Bank:SBI',
    'export accounts reset',
    `notify templates set bill.en ${await mess.file('bill.txt', 'Subject: Bill\n\n{name}\n')}`,
    'notify templates reset',
    'notify dues --command true',
    'notify bills --month 2025-05 --command true',
    'charge kinds add Lunch --counts-as guest --rate 60',
    'charge kinds edit Lunch --rate 65',
    'charge kinds hide fine',
    'charge kinds unhide fine',
    'charge add S001 --month 2025-02 --kind Lunch',
    `charge import ${await mess.file('c.csv', 'month,id,kind,amount\n2025-02,S001,fine,5\n')}`,
    'charge void 2 --reason twice --yes',
    'attendance record S001 --month 2025-02 --days 3',
    'attendance today --date 2025-01-02 --absent S002',
    'attendance away S001 --from 2025-01-03 --to 2025-01-04',
    'attendance clear S001 --month 2025-01',
    'attendance marks set HL half',
    'attendance marks remove HL',
    'import-profiles add gate --layout punches',
    'import-profiles edit gate --timezone UTC',
    'import-profiles remove gate',
    'bill register --month 2025-02 --from-purchases --early',
    'purchase void 2 --reason twice --yes',
    'bill revise --month 2025-02 --reason twice --yes',
    'month close --month 2025-02 --as-is --reason early',
    'month reopen --month 2025-02 --reason early',
  );
  const imports = await mess.json<{ import: number }[]>('payment', 'imports');
  await mess.do(`payment undo ${imports.at(-1)?.import} --reason twice`);
  for (const line of ['admin reset clerk', 'admin recover warden --yes']) {
    const { code } = await mess.json<{ code: string }>(...line.split(' '));
    secrets.push(code);
    if (!line.includes('recover')) continue;
    const fresh = await mess.file('fresh', PASSWORD, 0o600);
    const login = ['admin', 'login', OWNER, '--password-stdin', '--new-password-file', fresh];
    expect(await mess.with({ stdin: code })(...login, '--verbose')).toMatchObject({ code: 0 });
    await noteSession();
  }
  await mess.do('settings --student-sign-in code');
  const codes = await mess.json<{ id: string; code: string }[]>('student', 'codes');
  const own = await mess.json<{ code: string }>('student', 'code', 'S002');
  secrets.push(...codes.map(({ code }) => code), own.code, PASSWORDS.student);
  const file = await mess.file('secret', PASSWORDS.student, 0o600);
  const activate = ['student', 'login', 'S002', '--secret-stdin', '--new-secret-file', file];
  expect(await mess.with({ stdin: own.code })(...activate, '--verbose')).toMatchObject({ code: 0 });
  await noteSession();
  await mess.do('payment claims add 515412345671');
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  await mess.do(
    'payment claims dismiss 1 --reason "not in the bank"',
    'settings --student-sign-in phone',
    'session revoke --of warden',
  );
  await trySignIn(mess);
  await noteSession();
  const passwd = await mess.with({ stdin: PASSWORDS.changed })(
    'admin',
    'passwd',
    'clerk',
    '--password-stdin',
  );
  expect(passwd.code).toBe(0);
  if (inject('engine') === 'mariadb') {
    const original = await createOriginal();
    secrets.push(original.password);
    const file = await mess.file('source', original.password, 0o600);
    const takeOver = ['db', 'import-original', original.address, '--source-password-file', file];
    const { code, stderr } = await mess(...takeOver, '--year', '2024', '--partial', '--yes');
    expect([0, 6], stderr).toContain(code);
  }
  expect(await tryStudentSignIn(mess, 'S001', '9123456789')).toMatchObject({ code: 0 });
  await noteSession();
  await mess.do('student logout');
  expect(await trySignIn(mess, 'clerk', PASSWORDS.wrong)).toMatchObject({ code: 4 });
  passMs(mess, SECOND_MS);
  expect(await trySignIn(mess, 'clerk', PASSWORDS.changed)).toMatchObject({ code: 0 });
  await noteSession();
  await mess.do('admin logout');
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  await noteSession();
  return secrets;
}

test('no password, no token and no phone number is in the record of changes, whatever was done', async () => {
  const mess = await createMess();
  const secrets = await changeEverything(mess);
  const hashes = [
    ...mess.rows<{ hash: string }>('select token_hash as hash from sessions'),
    ...mess.rows<{ hash: string }>('select token_hash as hash from service_tokens'),
    ...mess.rows<{ hash: string }>('select password_hash as hash from admins'),
    ...mess.rows<{ hash: string }>('select secret_hash as hash from student_secrets'),
    ...mess.rows<{ hash: string }>('select code_hash as hash from one_time_codes'),
  ].map(({ hash }) => hash);
  expect(hashes.length).toBeGreaterThan(3);

  const table = mess.rows('select * from audit_entries');
  const { stdout } = await mess('audit', 'list', '--json');
  const listed: { command: string }[] = JSON.parse(stdout);
  expect(listed).toHaveLength(table.length);
  for (const text of [JSON.stringify(table), stdout]) {
    for (const secret of [...secrets, ...hashes]) expect(text).not.toContain(secret);
  }
  const phones = mess.rows<{ phone: string }>("select phone from students where phone <> ''");
  expect(phones.length).toBeGreaterThan(5);
  for (const text of [JSON.stringify(table), stdout]) {
    for (const { phone } of phones) expect(text).not.toContain(phone);
  }

  // A new command is to be run above too.
  const known = new Set([...WITHOUT_ENTRY, ...listed.map(({ command }) => command)]);
  if (inject('engine') !== 'mariadb') known.add('db import-original');
  const names = (await listCommands()).filter(({ isRead }) => !isRead).map(({ path }) => path);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});
