import { join } from 'node:path';
import { copyMess, createHome, databaseOf, setUpLargeMess } from '../homes.js';
import { cpuOfMess, cpuOfNode } from '../processes.js';
import { describeFigure, measureRatio } from '../ratio.js';
import { openFile } from '../sqlite-file.js';
import { phoneOf, STUDENTS, writeStatement } from './statement.js';

const REFERENCE = join(import.meta.dirname, '..', 'references', 'statement.js');
const PAIRS = 7;
const LINES = 100_000;
const GOAL = 2;

/** What a large file of a bank takes, against a script that parses it and inserts what it finds. */
export async function measureBank(print) {
  const prepared = createHome();
  await setUpLargeMess(prepared, STUDENTS, (db) => {
    const setPhone = db.prepare('update students set phone = ? where no = ?');
    for (let no = 1; no <= STUDENTS; no++) setPhone.run(phoneOf(no), no);
    db.prepare("insert into settings (key, value) values ('accounts_from', '2024-04')").run();
  });
  const [messHome, scriptHome] = [createHome(), createHome()];
  const mess = (file) => ({
    prepare: () => copyMess(prepared, messHome),
    run: () => cpuOfMess(messHome, ['payment', 'import', file, '--yes', '--quiet']),
  });
  const script = (file) => ({
    prepare: () => copyMess(prepared, scriptHome),
    run: () => cpuOfNode([REFERENCE, databaseOf(scriptHome), file]),
  });
  const whole = await writeStatement(join(prepared, 'statement.csv'), LINES);
  const ratio = await measureRatio(script(whole), mess(whole), PAIRS);
  const what = `mess payment import of a statement of ${LINES.toLocaleString('en')} lines`;
  const against = 'a plain csv-parse script';
  print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: GOAL }));
  checkSameBooks(scriptHome, messHome);
  print('  both stored the same lines, receipts and balances');
}

/** A ratio between runs that did different things would mean nothing. */
function checkSameBooks(scriptHome, messHome) {
  const [expected, actual] = [scriptHome, messHome].map(readBooks);
  for (const [name, rows] of Object.entries(expected)) {
    if (rows.length === 0) throw new Error(`the script stored no ${name}`);
    if (JSON.stringify(rows) === JSON.stringify(actual[name])) continue;
    throw new Error(`mess and the script stored different ${name}`);
  }
}

const BOOKS = {
  balances: `select account, student_no, count(*), sum(amount_minor) from ledger_postings
    group by 1, 2 order by 1, 2`,
  receipts: `select kind, method, receipt_series, count(*), min(receipt_number), max(receipt_number),
    count(distinct reference_key), count(month) from ledger_entries group by 1, 2, 3 order by 1, 2, 3`,
  lines: `select rule, count(*), sum(amount_minor), count(distinct payer), min(date), max(date)
    from bank_lines group by 1 order by 1`,
};

function readBooks(home) {
  const db = openFile(databaseOf(home));
  try {
    const read = ([name, sql]) => [name, db.prepare(sql).all()];
    return Object.fromEntries(Object.entries(BOOKS).map(read));
  } finally {
    db.close();
  }
}
