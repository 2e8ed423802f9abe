import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findMariadbd, startMariaDb } from '../support/server/server.js';
import { insertAttendance, MONTH, REGISTER, STUDENTS } from './bill.js';
import { copyMess, createHome, setUpLargeMess, signIn } from './homes.js';
import { writeAttendance } from './import.js';
import { run, runMess } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';

const PAIRS = 7;
const LOAD_GOAL = 2.5;
const BILL_GOAL = 3;
const DATABASE = 'mess';

/** What a server costs: against its own client loading the same file, and against a file. */
export async function measureServer(print) {
  if (findMariadbd() === undefined) {
    print('mariadbd is not installed, so nothing is measured on a server');
    return;
  }
  // As it comes, so that what is acknowledged is on the disk.
  const server = await startMariaDb(['--local-infile=ON']);
  try {
    const file = createHome();
    await setUpLargeMess(file, STUDENTS, insertAttendance);
    const home = await moveToServer(server, file);
    const admin = await server.connect();
    await admin.query(`use ${DATABASE}`);
    await measureLoad(server, admin, home, print);
    await measureBillOnBoth(admin, file, home, print);
    await admin.end();
  } finally {
    await server.stop();
  }
}

/** The same mess on the server, by the real command; a home whose commands use it. */
async function moveToServer(server, file) {
  const admin = await server.connect();
  await admin.query(`create database ${DATABASE}`);
  await admin.end();
  const home = createHome();
  const password = join(home, 'database-password');
  await writeFile(password, server.password, { mode: 0o600 });
  const address = `mysql://${server.user}@127.0.0.1:${server.port}/${DATABASE}`;
  await runMess(file, ['db', 'copy', '--to', address, '--to-password-file', password]);
  const database = address.replace('@', `:${encodeURIComponent(server.password)}@`);
  await writeFile(join(home, 'config.json'), JSON.stringify({ database }), { mode: 0o600 });
  await copyFile(join(file, 'password'), join(home, 'password'));
  await signIn(home);
  return home;
}

async function measureLoad(server, admin, home, print) {
  const path = await writeAttendance(join(home, 'attendance.csv'), 4);
  const empty = () =>
    admin.query(`delete from imports; delete from attendance where month < '2025'`);
  // Ids are S00001 and so on, and the number of a student is the number in the id.
  const sql = `load data local infile '${path}' into table attendance
    fields terminated by ',' ignore 1 lines (@id, month, @days)
    set student_no = cast(substr(@id, 2) as unsigned), days_hundredths = @days * 100, changed_by = 1`;
  const client = ['--no-defaults', '--local-infile=1', `--socket=${server.socket}`, '--user=root'];
  const load = {
    prepare: empty,
    run: () => run('mariadb', [...client, DATABASE, '-e', sql]),
  };
  const importing = {
    prepare: empty,
    run: () => runMess(home, ['attendance', 'import', path, '--unlikely']),
  };
  const digest = async () => {
    const [[row]] = await admin.query(
      `select count(*) as count, sum(crc32(concat_ws(' ', month, student_no, days_hundredths))) as crc
       from attendance where month < '2025'`,
    );
    return `${row.count} ${row.crc}`;
  };
  const ratio = await measureRatio(load, importing, PAIRS);
  const what = 'mess attendance import of 200,000 rows into MariaDB';
  const against = "LOAD DATA LOCAL INFILE by MariaDB's client";
  print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: LOAD_GOAL }));
  const stored = await digest();
  await load.prepare();
  await load.run();
  if (stored !== (await digest()))
    throw new Error('mess and LOAD DATA stored different attendance');
  print('  both stored the same attendance');
  await empty();
}

async function measureBillOnBoth(admin, file, home, print) {
  const fileHome = createHome();
  const onFile = {
    prepare: () => copyMess(file, fileHome),
    run: () => runMess(fileHome, REGISTER),
  };
  const onServer = {
    prepare: () => admin.query(`delete from shares; delete from bills where month = '${MONTH}'`),
    run: () => runMess(home, REGISTER),
  };
  const ratio = await measureRatio(onFile, onServer, PAIRS);
  const what = `mess bill register over ${STUDENTS.toLocaleString('en')} students on MariaDB`;
  const against = 'the same in a file';
  print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: BILL_GOAL }));
}
