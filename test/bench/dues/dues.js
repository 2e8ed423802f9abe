import { join } from 'node:path';
import { createHome, databaseOf, idOf } from '../homes.js';
import { runMess, runNode } from '../processes.js';
import { describeFigure, measureRatio } from '../ratio.js';
import { STUDENTS, setUpAccounts } from './accounts.js';

const REFERENCE = join(import.meta.dirname, '..', 'references', 'dues.js');
const PAIRS = 7;

/** What it takes to say who owes what, against one query that finds the same; and one account. */
export async function measureDues(print) {
  for (const months of [36, 60]) {
    const home = createHome();
    await setUpAccounts(home, months);
    const reference = { run: () => runNode([REFERENCE, databaseOf(home)]) };
    const subject = { run: () => runMess(home, ['dues', 'list', '--json']) };
    const what = `mess dues list --json over ${STUDENTS.toLocaleString('en')} students and ${months} months`;
    const against = 'one query that finds the same';
    const ratio = await measureRatio(reference, subject, PAIRS);
    print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: 1.5 }));
    const [shown, expenses] = ['dues', 'expenses'].map((noun) => ({
      run: () => runMess(home, [noun, 'show', idOf(7), '--json']),
    }));
    const figure = {
      what: `mess dues show over ${months} months`,
      against: 'mess expenses show',
      pairs: PAIRS,
      ratio: await measureRatio(expenses, shown, PAIRS),
      goal: 1.3,
    };
    print(describeFigure(figure));
  }
}
