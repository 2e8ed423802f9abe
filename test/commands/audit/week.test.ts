import { expect, test } from 'vitest';
import { createHome, createMess, splitWords, type TestMess } from '../../support/mess.ts';
import { addAdmin, HOUR_MS, MINUTE_MS, passMs } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';

const [MIRA, DESK, NEW] = ['the password of mira', 'the password of desk', 'a password made anew'];

/** Runs lines that must succeed, as somebody at a place of their own. */
type Person = (line: string, stdin?: string) => Promise<string>;

function personAt(mess: TestMess, place: string, env: Record<string, string>): Person {
  return async (line, stdin = '') => {
    const result = await mess.with({ env, stdin, place: () => place })(...splitWords(line));
    if (result.code !== 0)
      throw new Error(`mess ${line} ended with ${result.code}: ${result.stderr}`);
    passMs(mess, MINUTE_MS);
    return result.stdout;
  };
}

const SIGN_IN = (id: string) => `admin login ${id} --password-stdin`;

/** From a Sunday to the Saturday after: a new manager and a clerk, a bill, and two forgotten passwords. */
async function liveAWeek(mess: TestMess): Promise<void> {
  const at = async (place: string): Promise<Person> =>
    personAt(mess, place, { MESS_HOME: await createHome(), MESS_DATABASE_URL: mess.databaseUrl });
  const owner = personAt(mess, 'warden@home', { MESS_HOME: mess.home });
  const [manager, clerk, holder] = [
    await at('mira@office'),
    await at('desk@hall'),
    await at('root@server'),
  ];
  const nextDay = () =>
    passMs(mess, 24 * HOUR_MS - (mess.now.getTime() % (24 * HOUR_MS)) + 4 * HOUR_MS);

  await addAdmin(mess, 'mira', 'manager', MIRA);
  await addAdmin(mess, 'desk', 'clerk', DESK);
  const created = await owner('admin token create cron --may bills,backup --json');
  const cron = personAt(mess, 'root@server', {
    MESS_HOME: mess.home,
    MESS_TOKEN: JSON.parse(created).token,
  });

  nextDay();
  await manager(SIGN_IN('mira'), MIRA);
  const roll = await mess.file(
    'roll.csv',
    'id,name,branch,phone\nS001,Asha Rao,CSE,9876543210\nS002,Vikram Shah,ECE,9876543211\nS003,Dev Anand,ME,9876543212\n',
  );
  await manager(`student import ${roll}`);
  await manager('student edit S002 --phone 9123456789');

  nextDay();
  await clerk(SIGN_IN('desk'), DESK);
  const may = await mess.file(
    'may.csv',
    'student_id,month,days_present\nS001,2025-05,30\nS002,2025-05,25\nS003,2025-05,10\n',
  );
  await clerk(`attendance import ${may}`);
  await clerk('attendance record S003 --month 2025-05 --days 12');
  await clerk('purchase add --date 2025-05-10 --head Milk --amount 4000');
  await clerk('purchase add --date 2025-05-11 --head Milk --amount 400');
  await clerk('purchase add --date 2025-05-31 --head Gas --amount 1500');
  // A clerk takes nothing back; what is refused is no change.
  await expect(clerk('purchase void 2 --reason twice --yes')).rejects.toThrow('ended with 5');
  await manager(SIGN_IN('mira'), MIRA);
  await manager('purchase void 2 --reason "entered twice" --yes');

  nextDay();
  const nightly = 'bill register --month previous --from-purchases --if-missing --quiet';
  expect(await cron(nightly)).toBe('');
  expect(await cron(nightly)).toBe('');
  await manager(SIGN_IN('mira'), MIRA);
  await manager('purchase edit 3 --amount 1800');
  await manager('bill revise --month 2025-05 --reason "the gas bill was wrong" --yes');
  await manager('month close --month 2025-05');
  await manager('student remove S003 --on 2025-06-03');

  nextDay();
  await expect(clerk(SIGN_IN('desk'), 'what was it')).rejects.toThrow('ended with 4');
  await owner(SIGN_IN('warden'), PASSWORD);
  const reset = JSON.parse(await owner('admin reset desk --json'));
  const fresh = await mess.file('fresh', NEW, 0o600);
  await clerk(`${SIGN_IN('desk')} --new-password-file ${fresh}`, reset.code);
  await clerk('admin logout');

  nextDay();
  const recovered = JSON.parse(await holder('admin recover warden --yes --json'));
  await owner(`${SIGN_IN('warden')} --new-password-file ${fresh}`, recovered.code);
  await owner('student anonymise S003 --yes');
  await owner('admin token revoke cron');

  nextDay();
  await manager(SIGN_IN('mira'), MIRA);
  await owner(SIGN_IN('warden'), NEW);
  await owner('session revoke --of mira');
  await expect(manager('student list')).rejects.toThrow('ended with 4');
}

test('a week of an owner, a manager, a clerk and cron, as the record tells it', async () => {
  const mess = await createMess();
  await liveAWeek(mess);
  const { stdout } = await mess('audit', 'list');
  expect(stdout).toMatchInlineSnapshot(`
    "No  When              By            Command             On
    ──  ────────────────  ────────────  ──────────────────  ────────────────────
     1  2025-06-01 12:00  database      init                Ganga Mess
        name Ganga Mess, currency INR, time zone Asia/Kolkata, admin id warden, admin role owner
     2  2025-06-01 12:00  warden        admin login         warden
        place tester@desk
     3  2025-06-01 12:00  warden        admin add           mira
        role manager
     4  2025-06-01 12:00  warden        admin add           desk
        role clerk
     5  2025-06-01 12:00  warden        admin token create  cron
        name cron, may bills backup, expires at 2026-07-06T06:30:00.000Z
     6  2025-06-02 09:30  mira          admin login         mira
        place mira@office
     7  2025-06-02 09:31  mira          student import      roll.csv
        3 added (S001 S002 S003)
     8  2025-06-02 09:32  mira          student edit        S002
        phone ••••••3211 → ••••••6789
     9  2025-06-03 09:30  desk          admin login         desk
        place desk@hall
    10  2025-06-03 09:31  desk          attendance import   may.csv, May 2025
        rows 3, inserted 3, updated 0, rejected 0, months 2025-05
    11  2025-06-03 09:32  desk          attendance record   S003, May 2025
        days 10 → 12
    12  2025-06-03 09:33  desk          purchase add        purchase 1, May 2025
        date 2025-05-10, head Milk, amount 4000.00
    13  2025-06-03 09:34  desk          purchase add        purchase 2, May 2025
        date 2025-05-11, head Milk, amount 400.00
    14  2025-06-03 09:35  desk          purchase add        purchase 3, May 2025
        date 2025-05-31, head Gas, amount 1500.00
    15  2025-06-03 09:36  mira          admin login         mira
        place mira@office
    16  2025-06-03 09:37  mira          purchase void       purchase 2, May 2025
        purchases 2, count 1, months 2025-05, amount 400.00, status counted → void, reason entered twice
    17  2025-06-04 09:30  cron (token)  bill register       bill 2025-05
        revision 1, days in month 31, total 4000.00, fixed 1500.00, billed 5500.00, students 3, purchases Milk 4000.00, purchases Gas 1500.00
    18  2025-06-04 09:32  mira          admin login         mira
        place mira@office
    19  2025-06-04 09:33  mira          purchase edit       purchase 3, May 2025
        purchase 3 → 4, amount 1500.00 → 1800.00
    20  2025-06-04 09:34  mira          bill revise         bill 2025-05
        revision 1 → 2, fixed 1500.00 → 1800.00, billed 5500.00 → 5800.00, purchases Gas 1500.00 → 1800.00, reason the gas bill was wrong
    21  2025-06-04 09:35  mira          month close         month 2025-05
        status open → closed, bill 2
    22  2025-06-04 09:36  mira          student remove      S003
        left none → 2025-06-03
    23  2025-06-05 09:30  warden        admin login         warden
        place warden@home
    24  2025-06-05 09:31  warden        admin reset         desk
        expires at 2025-06-06T04:01:00.000Z
    25  2025-06-05 09:32  desk          admin login         desk
        place desk@hall, new password yes
    26  2025-06-05 09:33  desk          admin logout        desk
    27  2025-06-06 09:30  database      admin recover       warden
        recovered at 2025-06-06T04:00:00.000Z, expires at 2025-06-07T04:00:00.000Z
    28  2025-06-06 09:31  warden        admin login         warden
        place warden@home, new password yes
    29  2025-06-06 09:32  warden        student anonymise   S003
        anonymised yes, entries 2
    30  2025-06-06 09:33  warden        admin token revoke  cron
        was name cron, may bills backup, expires at 2026-07-06T06:30:00.000Z
    31  2025-06-07 09:30  mira          admin login         mira
        place mira@office
    32  2025-06-07 09:31  warden        admin login         warden
        place warden@home
    33  2025-06-07 09:32  warden        session revoke      mira
        was 1 sessions
    "
  `);
  await mess.do('audit verify', 'db verify');
});
