import { expect, test } from 'vitest';
import { ErrorAnswer } from '../../src/documents/schemas/error.ts';
import { DOCUMENTS } from '../../src/documents/schemas/registry.ts';
import { listCommands } from '../support/commands.ts';
import { findFaults } from '../support/documents.ts';
import { createMess, type Result, type TestMess } from '../support/mess.ts';
import { MAY_CSV } from '../support/records/month.ts';
import { OWNER, PASSWORD } from '../support/template.ts';

/** Answers with text that is no document. */
const WITHOUT = ['serve', 'completion', 'export journal', 'help'];
/** Of a student who signed in with an own secret: theirs is `test/commands/payment/claims.test.ts`. */
const OF_A_STUDENT = ['payment claims add', 'payment claims dismiss'];
/** Reads a server: its test is among those of the take-over. */
const ON_A_SERVER = ['db import-original'];

const SECRET = 'another good password';
const STATEMENT = `Date,Narration,Ref,Debit,Credit
01/06/2025,UPI/515212345601/MESS S002 2025-05/V@OKAXIS,515212345601,,100.00
01/06/2025,UPI/515212345602/DEV@OKAXIS,515212345602,,60.00
01/06/2025,CHQ DEP 000123,000123,,50.00
01/06/2025,CHQ DEP TINS,,,40.00
01/06/2025,INTEREST PAID,,,5.00
01/06/2025,REV-UPI-515212345601,515212345601,100.00,
`;

const MISTAKES = 'student_id,month,days_present\nS001,2025-05,40\nS9,May,x\n';
const ROLL = 'id,name,branch,phone\nS005,Zoya Ansari,CE,9876543215\n';
const PURCHASES = 'date,head,amount\n2025-05-01,Milk,900\n2025-05-02,Wages,6000.50\n';

/** With what is typed into it. */
type Line = readonly [line: string, stdin?: string];

/** A month and more, so that every command answers, most of them in each of their ways. */
const MONTH: readonly Line[] = [
  ['init --name Other --admin warden --password-stdin --db HOME/other.db', PASSWORD],
  ['whoami'],
  ['status'],
  ['settings'],
  ['settings --admin-idle 60'],
  ['student add S001 --name "Asha Rao" --branch CSE --phone 9876543210'],
  ['student add S002 --name "Vikram Shah" --branch ECE --phone 9876543211 --joined 2025-05-03'],
  ['student add S003 --name "सीता देवी" --branch CSE --phone 9876543212'],
  ['student add S004 --name "Dev Anand" --branch ME --phone +9779812345678'],
  ['student import -', ROLL],
  ['student import -', 'id,name,branch,phone\nS006,,CE,1\n'],
  ['student edit S005 --branch ME'],
  ['student remove S005'],
  ['student restore S005'],
  ['student remove S005 --on 2025-04-30'],
  ['student anonymise S005 --yes'],
  ['student list --all'],
  ['student show S005'],
  ['attendance template --month 2025-05'],
  ['attendance import - --dry-run', MAY_CSV],
  ['attendance import -', MAY_CSV],
  ['attendance import -', MAY_CSV],
  ['attendance import -', MAY_CSV.replace('28', '29')],
  ['attendance import -', MISTAKES],
  ['attendance import - --partial', MISTAKES],
  ['attendance import -', 'nothing of attendance\n'],
  ['attendance record S001 --month 2025-05 --days 28.5'],
  ['attendance today --date 2025-04-30 --absent S001'],
  ['attendance away S001 --from 2025-04-28 --to 2025-04-30'],
  ['attendance days --month 2025-04'],
  ['attendance clear S001 --month 2025-04'],
  ['attendance clear S004 --month 2025-04'],
  ['attendance clear S005 --month 2025-04'],
  ['attendance clear S003 --month 2025-04'],
  ['attendance show --month 2025-05'],
  ['attendance show --month 2025-06'],
  ['attendance import - --month 2025-06', 'student_id,days_present\nS001,1\n'],
  ['attendance import - --month 2025-06 --mark HL=half', 'student_id,1,2\nS001,P,HL\n'],
  ['attendance marks'],
  ['attendance marks set HL half'],
  ['attendance marks remove HL'],
  ['import-profiles add gate --columns student_id,timestamp,_ --not-students 901,902 --from open'],
  ['import-profiles add gate --layout daily --replace --mark H=off'],
  ['import-profiles edit gate --column "Emp Code=student_id" --delimiter tab'],
  ['import-profiles show gate'],
  ['import-profiles'],
  ['import-profiles remove gate'],
  ['attendance undo 3'],
  ['attendance imports'],
  ['purchase heads'],
  ['purchase heads list'],
  ['purchase heads add Eggs --kind dividing'],
  ['purchase heads rename Eggs "Eggs and fish"'],
  ['purchase heads hide "Eggs and fish"'],
  ['purchase heads unhide "Eggs and fish"'],
  ['purchase import -', PURCHASES],
  ['purchase import -', PURCHASES],
  ['purchase import -', 'date,head,amount\n2025-05-01,Nothing,x\n'],
  ['purchase add --date 2025-05-10 --amount 3125.50 --head Vegetables --note fresh'],
  ['purchase add --date 2025-05-11 --amount 1 --head Gas'],
  ['purchase edit 4 --amount 2'],
  ['purchase edit 5 --amount 2'],
  ['purchase void 5 --reason twice --yes'],
  ['purchase list --month 2025-05 --all'],
  ['purchase list --month 2025-07'],
  ['charge kinds'],
  ['charge kinds list'],
  ['charge kinds add Lunch --counts-as guest --rate 60'],
  ['charge kinds edit Lunch --rate 65'],
  ['charge kinds hide fine'],
  ['charge kinds unhide fine'],
  ['charge add S001 --month 2025-05 --kind Lunch --quantity 2 --note feast'],
  ['charge add --all-present --month 2025-05 --kind other --amount 1'],
  ['charge import - --month 2025-05', 'student_id,kind,amount\nS001,extra,5\n'],
  ['charge import -', 'month,student_id,kind\n2025-05,S009,extra\n'],
  ['charge void 2 --reason twice --yes'],
  ['charge list --month 2025-05 --all'],
  ['charge list --month 2025-07'],
  ['month list'],
  ['bill register --month 2025-05 --from-purchases --per-head 31 --dry-run'],
  ['bill register --month 2025-05 --from-purchases --per-head 31'],
  ['bill show --month 2025-05'],
  ['bill explain S001 --month 2025-05'],
  ['attendance record S002 --month 2025-05 --days 12'],
  ['purchase add --date 2025-05-31 --amount 20 --head Gas'],
  ['student remove S003 --on 2025-04-30'],
  ['student add S007 --name "New One" --branch ME --phone 9876543217 --joined 2025-05-20'],
  ['bill list'],
  ['month list'],
  ['status'],
  ['bill revise --month 2025-05 --dry-run'],
  ['bill revise --month 2025-05 --reason corrected --yes'],
  ['bill revise --month 2025-05 --reason corrected --yes'],
  ['bill history --month 2025-05'],
  ['bill show --month 2025-05 --revision 1'],
  ['expenses show S002'],
  ['settings --accounts-from 2025-02 --due-day 7'],
  ['attendance record S001 --month 2025-02 --days 3'],
  ['bill register --month 2025-02 --per-head 30 --yes'],
  ['opening set S002 --amount 12.50'],
  ['opening list'],
  ['payment record S002 --amount 100 --method upi --reference 515412345678 --month 2025-05'],
  ['payment record S001 --amount 90000 --method cash'],
  ['payment show 2025-26/0001'],
  ['dues list'],
  ['dues show S002'],
  ['report month --month 2025-05'],
  ['report year 2025-26'],
  ['report student S002'],
  ['report notice --month 2025-05'],
  ['report statements --month 2025-05'],
  ['report collection'],
  ['report defaulters'],
  ['report audit-pack 2025-26 HOME/pack'],
  ['payment refund S001 --amount 1 --method cash --reason left'],
  ['deposit receive S002 --amount 5 --method cash'],
  ['deposit use S002 --amount 1 --month 2025-05'],
  ['deposit refund S002 --amount 1 --method upi'],
  ['deposit list'],
  ['settings --late-fee "after 0 days: 0.50"'],
  ['dues fines --month 2025-02 --dry-run'],
  ['dues fines --month 2025-02 --yes'],
  ['dues waive S001 --month 2025-02 --reason ill'],
  ['dues write-off S002 --amount 0.01 --reason left'],
  ['student settle S002'],
  ['expenses show S002'],
  ['payment reverse 2025-26/0001 --reason typo'],
  ['payment list --all'],
  ['payment receipt 2025-26/0001'],
  ['opening import -', 'id,amount\nS001,12\n'],
  ['cash count --amount 90000 --yes'],
  ['cash list'],
  ['books close --through 2025-05-30'],
  ['books reopen --reason typo'],
  ['payment import - --dry-run', STATEMENT],
  ['payment import - --yes', STATEMENT],
  ['payment import - --yes', STATEMENT],
  ['payment import - --yes', STATEMENT.replace('60.00', 'x')],
  ['payment imports'],
  ['payment suspense'],
  ['payment suspense list'],
  ['payment suspense show 2'],
  ['payment suspense assign 2 S004'],
  ['payment suspense split 3 S001 30 S002 20'],
  ['payment suspense ignore 4 --bounced --reason "sent back"'],
  ['payment suspense reopen 4 --reason "it is there"'],
  ['payment payers'],
  ['payment payers list'],
  ['payment payers forget dev@okaxis'],
  ['payment import - --yes --account other', 'Date,Narration,Credit\n01/06/2025,CHQ DEP 1,5\n'],
  ['payment undo 6 --reason twice'],
  ['bill void --month 2025-05 --reason typo --yes'],
  ['expenses show S002'],
  ['bill list --all'],
  ['bill register --month 2025-05 --total 100 --days 31'],
  ['bill explain S002 --month 2025-05'],
  ['month close --month 2025-05'],
  ['month close --month 2025-04 --as-is --reason "no kitchen"'],
  ['bill register --month 2025-04 --total 1 --if-missing'],
  ['month list'],
  ['month reopen --month 2025-05 --reason more'],
  ['admin add clerk --role viewer --password-stdin', SECRET],
  ['admin edit clerk --role manager'],
  ['admin disable clerk'],
  ['admin enable clerk'],
  ['admin passwd clerk --password-stdin', SECRET],
  ['admin reset clerk'],
  ['student code S001'],
  ['student codes --branch CSE'],
  ['admin list'],
  ['admin token create cron'],
  ['admin token list'],
  ['admin token revoke cron'],
  ['doctor'],
  ['config list'],
  ['config get database'],
  ['config set database HOME/mess.db'],
  ['audit list'],
  ['db status'],
  ['db migrate'],
  ['db backup HOME/a.backup'],
  ['db backup --to HOME --keep 3'],
  ['db restore HOME/a.backup --db HOME/restored.db'],
  ['db copy --to HOME/copy.db'],
  ['notify texts --month 2025-05'],
  ['notify texts --dues'],
  ['notify templates'],
  ['notify templates write HOME/words'],
  ['notify templates set bill.en HOME/words/bill.hi.txt'],
  ['notify templates reset'],
  ['notify bills --month 2025-05 --dry-run'],
  ['notify bills --month 2025-05 --command true'],
  ['notify dues --command true'],
  ['notify receipt 2025-26/0002 --command true'],
  ['notify receipt --from 2025-06-01 --command true'],
  ['notify retry --failed --command true'],
  ['notify dismiss --failed'],
  ['notify list'],
  ['export accounts'],
  ['export accounts set cash Assets:Tin'],
  ['export accounts reset'],
  ['export csv HOME/tables'],
  ['db verify'],
  ['audit verify'],
];

const SIGNING_IN_AND_OUT: readonly Line[] = [
  ['student login S001 --phone-stdin', '9876543210'],
  ['whoami'],
  ['expenses show'],
  ['session list'],
  ['session revoke --of S001'],
  ['student logout'],
  [`admin login ${OWNER} --password-stdin`, PASSWORD],
  ['admin logout'],
  ['admin recover warden --yes'],
];

/** A bill that is made after its due day is paid late from the day after on. */
const ON_NEXT_DAY = 'payment record S001';

function run(mess: TestMess, line: string, stdin = ''): Promise<Result> {
  const words = [...line.replaceAll('HOME', mess.home).matchAll(/"([^"]*)"|(\S+)/g)];
  const args = words.map(([, quoted, plain]) => quoted ?? plain ?? '');
  return mess.with({ stdin })(...args, '--json');
}

/** The command of a line: the longest that it begins with. */
function findCommand(line: string): string | undefined {
  const names = Object.keys(DOCUMENTS).filter((name) => `${line} `.startsWith(`${name} `));
  return names.sort((a, b) => b.length - a.length)[0];
}

test('every command answers with the document of its schema, and names no other key', async () => {
  const mess = await createMess();
  const answered = new Set<string>();
  const commandOf = (line: string) => findCommand(line) ?? findCommand(`${line} list`);
  const known = new Set([...MONTH, ...SIGNING_IN_AND_OUT].map(([line]) => commandOf(line)));
  const others = (await listCommands())
    .filter(({ path, isPlainRead }) => isPlainRead && !known.has(path))
    .map(({ path }): Line => [path]);
  for (const [line, stdin] of [...MONTH, ...others, ...SIGNING_IN_AND_OUT]) {
    const command = commandOf(line);
    expect(command, line).toBeDefined();
    if (line.startsWith(ON_NEXT_DAY)) {
      mess.now = new Date(mess.now.getTime() + 24 * 3600_000);
      await run(mess, `admin login ${OWNER} --password-stdin`, PASSWORD);
    }
    const { code, stdout, stderr } = await run(mess, line, stdin);
    // A document that is a list of faults comes with an error.
    const isFaulty = code === 6 && line.includes(' import ');
    const faults = isFaulty ? findFaults(ErrorAnswer, JSON.parse(stderr)) : [];
    expect([line, code === 0 || isFaulty, faults]).toEqual([line, true, []]);
    const schema = DOCUMENTS[command ?? ''] ?? {};
    expect([line, findFaults(schema, JSON.parse(stdout))]).toEqual([line, []]);
    answered.add(command ?? '');
  }
  const named = Object.keys(DOCUMENTS);
  const elsewhere = [...ON_A_SERVER, ...OF_A_STUDENT];
  expect([...answered].sort()).toEqual(named.filter((name) => !elsewhere.includes(name)).sort());
  const commands = (await listCommands())
    .map(({ path }) => path)
    .filter((name) => !WITHOUT.includes(name));
  expect(named.sort()).toEqual(commands.sort());
}, 120_000);

test('the document of one operation, and of books that are out of order', async () => {
  const mess = await createMess();
  await run(mess, 'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210');
  const [entry] = await mess.json<{ operation: string }[]>('audit', 'list', '--last', '1');
  const status = await run(mess, `db status --operation ${entry?.operation}`);
  const stored = JSON.parse(status.stdout);
  expect(stored).toMatchObject({ operation: entry?.operation, stored: true });
  expect(findFaults(DOCUMENTS['db status'] ?? {}, stored)).toEqual([]);
  mess.rows("update students set branch = '' returning no");
  const verified = await run(mess, 'db verify');
  const { findings } = JSON.parse(verified.stdout);
  expect([verified.code, findings.length]).toEqual([1, 2]);
  expect(findFaults(DOCUMENTS['db verify'] ?? {}, JSON.parse(verified.stdout))).toEqual([]);
});

test('an error is a document, too', async () => {
  const mess = await createMess();
  for (const line of [
    'student show S9',
    'bill register --month x',
    'nosuch',
    'attendance undo 9',
    'bill register --month 2025-05 --total 1',
    'db status --db HOME/nosuch.db',
  ]) {
    const { code, stderr } = await run(mess, line);
    expect([line, code > 0, findFaults(ErrorAnswer, JSON.parse(stderr))]).toEqual([line, true, []]);
  }
});

test('a key too many, one too few and one of another kind are found', () => {
  const dates = { joined: null, left: null };
  const messages = { email: null, takesMessages: true };
  const student = { id: 'S1', name: 'A', branch: 'B', phone: '1', ...dates, ...messages };
  const { phone: _, ...withoutPhone } = student;
  for (const [document, fault] of [
    [{ ...student, secret: 1 }, 'must not have additional properties'],
    [withoutPhone, 'must have required properties phone'],
    [{ ...student, id: 1 }, '/id must be string'],
    [{ ...student, left: 'yesterday' }, '/left must match format "date"'],
  ] as const) {
    expect(findFaults(DOCUMENTS['student show'] ?? {}, document).join('\n')).toContain(fault);
  }
  expect(findFaults(DOCUMENTS['student list'] ?? {}, [student, withoutPhone])).toHaveLength(1);
});
