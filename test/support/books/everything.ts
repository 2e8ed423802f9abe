import { join } from 'node:path';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { markKnownDevice } from '../../../src/operations/access/devices.ts';
import { keepAnswer } from '../../../src/operations/mess/given-answers.ts';
import { openMess } from '../../../src/operations/mess/open.ts';
import type { TestMess } from '../mess.ts';
import { createCron } from '../records/service-token.ts';
import { activateStudent, addAdmin, MINUTE_MS, passMs, trySignIn } from '../records/sign-in.ts';
import { PASSWORD } from '../template.ts';
import { addBooks } from './books.ts';
import { importText } from './import-text.ts';
import { addStatements } from './statements.ts';

/**
 * The books with the rest of what a mess may have: rolls and purchases of files, days that were marked and
 * logs that grew, heads and purchases that were corrected, months that were closed, bills that were revised,
 * and whatever somebody may sign in with. No table is empty, and no column of it null throughout.
 */
export async function addEverything(mess: TestMess): Promise<void> {
  await addBooks(mess);
  await addReadings(mess);
  await addRoll(mess);
  await addMarks(mess);
  await addLogs(mess);
  await addPurchases(mess);
  await addCharges(mess);
  await addBills(mess);
  await addPayments(mess);
  await addAccess(mess);
  await addAnswer(mess);
}

function addReadings(mess: TestMess): Promise<void> {
  return mess.do(
    'attendance marks set ½P half',
    'attendance marks set HL absent',
    'attendance marks remove HL',
    'import-profiles add gate --layout punches --timezone UTC',
    'import-profiles edit gate --not-students 901,902',
    'import-profiles add till --for purchases --date-format DD/MM/YYYY',
    'settings --admin-idle 40 --day-starts 04:00',
    'settings --admin-idle 45',
  );
}

async function addPayments(mess: TestMess): Promise<void> {
  await mess.do('settings --accounts-from 2025-04 --due-day 7');
  await importText(mess, 'opening import', 'id,amount\nF1,12.50\nF2,3 Cr\n');
  await mess.do(
    'opening set S003 --amount 1250.50',
    'opening set S003 --amount=-300',
    'payment record S003 --amount 100 --method upi --reference ABC1 --month 2025-05 --note "by app"',
    'payment record F2 --amount 3150 --method cash',
    'payment record F1 --amount 70 --method upi --reference 515212345603',
    'payment reverse 2025-26/0001 --reason "was of F1"',
    'deposit receive F1 --amount 500 --method cash',
    'deposit refund F1 --amount 100 --method cash --reason left',
    'payment record F1 --amount 90000 --method upi',
    'payment refund F1 --amount 10 --method upi',
    'settings --late-fee "from 8: 50; at most 80"',
    'cash count --amount 3400 --taken-out 100 --yes',
    'books close --through 2025-03-31',
    'books reopen --reason "the bank was late"',
    'books close --through 2025-04-30',
    'export accounts set cash Assets:Tin',
    'export accounts set upi Assets:Bank:UPI-1',
    'export accounts reset',
    'export accounts set late-fees Income:Fines',
    'export accounts set bank Assets:Bank:SBI-1234',
    'export accounts set bank Assets:Bank:Account',
    'export accounts set cheque Assets:Bank:SBI-1234',
  );
  const words = await mess.file('bill.hi.txt', 'Subject: बिल\n\nप्रिय {name}: {amount}\n');
  await mess.do(
    `notify templates set bill.en ${words}`,
    `notify templates set bill.hi ${words}`,
    'notify templates reset --only bill.en',
  );
  await mess.do('notify bills 2025-05 --command true --quiet');
  await addStatements(mess);
}

async function addRoll(mess: TestMess): Promise<void> {
  await mess.do(
    'student add X1 --name "Not Ours" --branch CSE --phone 9876500009',
    'student remove X1 --mistake --yes',
    'student anonymise S07 --yes',
  );
  const header = 'id,name,branch,phone,joined\n';
  await importText(
    mess,
    'student import',
    `${header}F1,Farah,CSE,9876500001,2025-05-01\nF2,Feroz,ME,9876500002,\n`,
  );
  await importText(
    mess,
    'student import --on-conflict update',
    `${header}F2,Feroz Khan,ME,9876500009,\nF3,Fiona,CSE,9876500003,2025-05-02\n`,
  );
}

function addMarks(mess: TestMess): Promise<void> {
  return mess.do(
    'attendance away F1 --from 2025-06-01 --to 2025-06-03',
    'attendance today --date 2025-06-01 --absent S003 --half F2',
    'attendance today --date 2025-06-01 --only --half S003',
    'attendance away F1 --from 2025-06-02 --to 2025-06-02 --cancel',
    'attendance clear F3 --month 2025-06 --yes',
    'attendance record F2 --month 2025-06 --days 1 --replace',
  );
}

async function addLogs(mess: TestMess): Promise<void> {
  const log = (days: readonly number[]) =>
    ['student_id,timestamp', ...days.map((day) => `F1,2025-05-0${day} 08:00`), ''].join('\n');
  await importText(mess, 'attendance import --replace', log([1, 2, 3]));
  await importText(mess, 'attendance import --replace', log([1, 2, 4]));
  await importText(mess, 'attendance import --replace', log([1, 2, 3, 4]));
}

async function addPurchases(mess: TestMess): Promise<void> {
  await mess.do(
    'purchase heads add Sweets --kind dividing',
    'purchase heads rename Sweets Cakes',
    'purchase heads add Fuel --kind fixed',
    'purchase heads hide Rent',
    'purchase heads hide Repairs',
    'purchase heads unhide Repairs',
    'purchase add --date 2025-06-01 --head Cakes --amount 120.50 --note "for Id"',
    'purchase add --date 2025-06-01 --head Gas --amount 900',
    'purchase add --date 2025-06-01 --head Milk --amount 80',
  );
  await importText(
    mess,
    'purchase import',
    'date,head,amount,note\n2025-06-01,Milk,55.25,\n2025-06-01,Gas,1000,refill\n2025-06-01,Milk,61,\n',
  );
  await mess.do(
    'purchase void 2 --reason "counted twice" --yes',
    'purchase void 5 --reason returned --yes',
    'purchase edit 3 --amount 85',
  );
}

async function addCharges(mess: TestMess): Promise<void> {
  await mess.do(
    'charge kinds add Lunch --counts-as guest --rate 60',
    'charge kinds edit Lunch --name "Guest lunch" --rate 55',
    'charge kinds hide fine',
    'charge kinds hide other',
    'charge kinds unhide other',
    'charge add S003 --month 2025-06 --kind "Guest lunch" --quantity 0.2 --note "half a plate"',
    'charge add S003 --month 2025-06 --kind extra --amount 7',
    'charge add --all-present --month 2025-06 --kind discount --amount 0.50',
  );
  await importText(
    mess,
    'charge import --month 2025-06',
    'student_id,kind,amount,note\nF1,extra,20,\nF2,other,5,a spoon\n',
  );
  await mess.do('charge void 2 --reason "another month" --yes');
}

function addBills(mess: TestMess): Promise<void> {
  return mess.do(
    'bill register --month 2025-06 --from-purchases --per-head 300 --yes --early',
    'purchase add --date 2025-06-01 --head Fuel --amount 70',
    'bill revise --month 2025-06 --from-purchases --reason "a late invoice" --yes',
    'month close 2025-03',
    'month close 2025-04 --as-is --reason "nobody to ask"',
    'month close 2025-06 --as-is --reason "vacation"',
    'month reopen 2025-06 --reason "a late invoice"',
  );
}

async function addAccess(mess: TestMess): Promise<void> {
  await addAdmin(mess, 'clerk', 'clerk', PASSWORD);
  await addAdmin(mess, 'boss', 'owner', PASSWORD);
  await mess.do(
    'admin edit clerk --role manager',
    'admin reset clerk --yes',
    'admin recover boss --yes',
    'admin token create gate --may import',
    'admin token create gone',
    'admin token revoke gone --yes',
  );
  await createCron(mess);
  const student = await activateStudent(mess, 'F1');
  await mess.do('student code F2');
  for (const utr of ['515212345699', '515212345698']) {
    const { code, stderr } = await student(`payment claims add ${utr}`);
    if (code !== 0) throw new Error(stderr);
  }
  await mess.do('payment claims dismiss 1 --reason "not in the bank"');
  await trySignIn(mess, 'warden', 'not the right one');
  passMs(mess, MINUTE_MS);
  await mess.do(`db backup ${join(mess.home, 'a.backup')}`);
}

/** As of a request over the network that is not to be done twice, and of a browser that is known. */
async function addAnswer(mess: TestMess): Promise<void> {
  const { mess: opened } = await openMess(parseDatabaseAddress(mess.databaseUrl), () => mess.now);
  const answer = { requestHash: 'a'.repeat(64), status: 201, body: '{"no":1}' };
  await keepAnswer(opened, '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11', answer);
  await markKnownDevice(opened, { kind: 'admin', id: 'warden' }, undefined);
  await opened.db.destroy();
}
