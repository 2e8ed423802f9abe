import { measureBank } from './bank/bank.js';
import { measureBill } from './bill.js';
import { measureBillLife } from './bill-life.js';
import { measureDues } from './dues/dues.js';
import { measureJournal } from './dues/journal.js';
import { removeHomes } from './homes.js';
import { measureImport } from './import.js';
import { measureLists } from './lists.js';
import { ROOT, runNode } from './processes.js';
import { measureRecord } from './record.js';
import { measureReports } from './reports/reports.js';
import { measureRestore } from './restore.js';
import { measureServe } from './serve/serve.js';
import { measureServer } from './server.js';
import { measureStartup } from './startup.js';
import { measureTable } from './table.js';

// Figures, not assertions: a goal that is missed is printed and fails nothing, since what it takes
// to reach it depends on the machine. Only something that does not run is a failure.

const PARTS = {
  startup: measureStartup,
  bill: measureBill,
  'bill-life': measureBillLife,
  import: measureImport,
  lists: measureLists,
  bank: measureBank,
  dues: measureDues,
  reports: measureReports,
  journal: measureJournal,
  table: measureTable,
  record: measureRecord,
  restore: measureRestore,
  server: measureServer,
  serve: measureServe,
};

/** Builds the program and measures the parts that are named; all of them when none is. */
async function bench(names) {
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    throw new Error(`no part ${unknown}; there are: ${Object.keys(PARTS).join(', ')}`);
  }
  const chosen = names.length === 0 ? Object.keys(PARTS) : names;
  await runNode(['build.js'], { cwd: ROOT });
  for (const name of chosen) await PARTS[name](console.log);
}

process.on('exit', removeHomes);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  await bench(process.argv.slice(2));
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
