import { insertAttendance, MONTH, REGISTER, STUDENTS } from './bill.js';
import { copyMess, createHome, idOf, setUpLargeMess } from './homes.js';
import { runMess, runNode } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';

const PAIRS = 7;
const EXPLAIN_PAIRS = 31;

const LONG = [
  // Another amount, so that every share is another.
  { words: `bill revise --month ${MONTH} --fixed 13579246.80 --dry-run --json`, goal: 1.5 },
  { words: `bill show --month ${MONTH} --json`, goal: 1.5 },
];

const EXPLAIN_GOAL = 2.8;

/** What is asked of a large bill once it is there, against making it. */
export async function measureBillLife(print) {
  const prepared = createHome();
  await setUpLargeMess(prepared, STUDENTS, insertAttendance);
  const registering = createHome();
  const register = REGISTER.with(-1, '--json');
  const reference = {
    prepare: () => copyMess(prepared, registering),
    run: () => runMess(registering, register),
  };
  const billed = createHome();
  await copyMess(prepared, billed);
  await runMess(billed, REGISTER);
  const over = `over ${STUDENTS.toLocaleString('en')} students`;
  for (const { words, goal } of LONG) {
    const subject = { run: () => runMess(billed, words.split(' ')) };
    const ratio = await measureRatio(reference, subject, PAIRS);
    const what = `mess ${words} ${over}`;
    print(describeFigure({ what, against: 'bill register --json', pairs: PAIRS, ratio, goal }));
  }
  const nothing = { run: () => runNode(['-e', '0']) };
  const words = ['bill', 'explain', idOf(STUDENTS / 2), '--month', MONTH];
  const subject = { run: () => runMess(billed, words) };
  const ratio = await measureRatio(nothing, subject, EXPLAIN_PAIRS);
  const what = `mess ${words.join(' ')} ${over}`;
  const against = 'node -e 0';
  print(describeFigure({ what, against, pairs: EXPLAIN_PAIRS, ratio, goal: EXPLAIN_GOAL }));
}
