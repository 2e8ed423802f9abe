import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reason } from '../../../src/reasons.ts';
import { holdWriteLock } from '../../support/books/lock.ts';
import { makeOlder } from '../../support/books/older.ts';
import { plant } from '../../support/books/planted.ts';
import type { TestMess } from '../../support/mess.ts';
import { BILL, inMay, type Refused, run, type Way } from './way.ts';

const AGAIN = 'try again in a moment';
const NEWER = 'install the newer version of mess';
const WHO_OWNS_IT =
  'it may belong to another user of this computer: see whose the file and its folder are with ls -ld';
const ADMINISTRATOR = 'see its administrator';
const UNKNOWN = '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11';

/** A command on another database than the one of the mess. */
function on(address: string | ((mess: TestMess) => string)): Refused {
  return (mess) => {
    const db = typeof address === 'string' ? address : address(mess);
    return mess('bill', 'list', '--db', db, '--json');
  };
}

/** Restores from a file with this content, to where nothing is. */
function restoring(content: string): Refused {
  return async (mess) => {
    const file = await mess.file('a.backup', content);
    return mess('db', 'restore', file, '--db', join(mess.home, 'new.db'), '--json');
  };
}

/** Sets a mess up where something is. */
function setUp(address: (mess: TestMess) => string): Refused {
  return (mess) => {
    const init = ['init', '--admin', 'warden', '--password-stdin', '--json'];
    return mess.with({ stdin: 'a good long password' })(...init, '--db', address(mess));
  };
}

function planted(statement: string, line: string): Refused {
  return async (mess) => {
    plant(mess, [statement]);
    return run(line)(mess);
  };
}

/** What a server says. */
function server(errno: number): { readonly thrown: object; readonly by: 'mysql' } {
  return { thrown: { errno, code: '', sqlMessage: 'Words of the server' }, by: 'mysql' };
}

function sqlite(code: string): { readonly thrown: object; readonly by: 'sqlite' } {
  return { thrown: { code }, by: 'sqlite' };
}

export const DATABASE_WAYS = {
  no_mess: {
    exit: 9,
    hint: 'mess init, or where one was lost: mess db restore FILE',
    reach: on('none.db'),
  },
  not_a_mess: {
    exit: 9,
    hint: 'name another one with --db PATH',
    reach: on('package.json'),
  },
  database_is_folder: { exit: 9, hint: 'name the file with --db PATH', reach: on('src') },
  database_unreadable: { exit: 9, hint: WHO_OWNS_IT, reach: on('a'.repeat(300)) },
  database_read_only: { exit: 9, hint: WHO_OWNS_IT, ...sqlite('SQLITE_READONLY_DBMOVED') },
  database_damaged: {
    exit: 9,
    hint: 'move it away, with the files -wal and -shm beside it, and put back your last backup: mess db restore FILE',
    ...sqlite('SQLITE_CORRUPT'),
  },
  disk_full: {
    exit: 9,
    hint: 'free some space and run the command again',
    ...sqlite('SQLITE_FULL'),
  },
  disk_failed: {
    exit: 9,
    hint: 'check the disk and its free space, then run the command again',
    ...sqlite('SQLITE_IOERR_READ'),
  },
  package_missing: {
    exit: 9,
    hint: 'install mess again, on this machine and with this Node: npm install -g FILE.tgz, or npm ci in its checkout',
    test: 'test/cli/start.test.ts',
    expects: 'is missing, or made for another machine',
  },
  mess_exists: {
    exit: 8,
    hint: 'name another file with --db PATH',
    reach: setUp(({ databasePath }) => databasePath),
  },
  place_taken: {
    exit: 8,
    hint: 'name another file with --db PATH',
    reach: setUp(({ home }) => home),
  },
  log_left: {
    exit: 8,
    hint: 'move it to where that database is now, or away',
    reach: async (mess) => {
      await mess.file('new.db-wal', '');
      return setUp(({ home }) => join(home, 'new.db'))(mess);
    },
  },
  mess_not_made: { exit: 9, hint: null, reach: setUp(() => 'package.json/mess.db') },
  copy_not_made: {
    exit: 9,
    hint: null,
    reach: async (mess) => {
      const older = await makeOlder(mess);
      await mkdir(`${older.databasePath}.before-012-bill-origin`);
      return run('student list')(older);
    },
  },
  settings_unusable: {
    exit: 9,
    hint: 'put back your last backup: mess db restore FILE',
    reach: planted("delete from settings where key = 'currency'", 'student list'),
  },
  schema_broken: {
    exit: 9,
    hint: 'to see all that is changed: mess db verify; then put back your last backup: mess db restore FILE',
    reach: planted('alter table students drop column phone', 'student list'),
  },
  made_by_older: {
    exit: 9,
    hint: 'make a backup (mess db backup of the version before, or mariadb-dump), then: mess db migrate',
    test: 'test/commands/db/status.test.ts',
    expects: 'was made by an older mess',
  },
  made_by_newer: {
    exit: 9,
    hint: NEWER,
    reach: planted("insert into knex_migrations (name) values ('999-dues')", 'student list'),
  },
  newer_backup: {
    exit: 6,
    hint: NEWER,
    reach: restoring('{"mess":"backup","version":99,"migration":"999-dues"}\n'),
  },
  unsound_backup: {
    exit: 6,
    hint: 'take another backup, or this one as it is with --accept-findings',
    reach: async (mess) => {
      await inMay('bill list', BILL)(mess);
      plant(mess, ['update bills set billed_minor = 1']);
      const file = join(mess.home, 'a.backup');
      await mess.do(`db backup ${file}`);
      return mess('db', 'restore', file, '--db', join(mess.home, 'new.db'), '--json');
    },
  },
  unfit_backup: {
    exit: 6,
    hint: 'name a file that mess db backup wrote',
    reach: restoring('words\n'),
  },
  broken_record: {
    exit: 6,
    hint: 'keep the database as it is, and compare it with your last backup',
    reach: planted("update audit_entries set command = 'x'", 'audit verify --quiet'),
  },
  unfit_books: {
    exit: 6,
    hint: 'to see all that does not hold: mess db verify',
    reach: async (mess) => {
      await inMay('bill list', BILL)(mess);
      plant(mess, ["update bills set total_minor = 'a lot'"]);
      return mess('db', 'backup', join(mess.home, 'a.backup'), '--json');
    },
  },
  backup_unreadable: {
    exit: 1,
    hint: 'check the disk; the backups that were there are left as they were',
    test: 'test/operations/upkeep/backup.sqlite.test.ts',
    expects: 'The backup cannot be read back as it was written',
  },
  backups_not_removed: {
    exit: 1,
    hint: 'check who owns the folder',
    test: 'test/operations/upkeep/backup.sqlite.test.ts',
    expects: 'could not be removed',
  },
  something_wrong: {
    exit: 1,
    hint: null,
    reach: run('doctor --db /nowhere/mess.db'),
  },
  books_in_disorder: {
    exit: 1,
    hint: 'keep the database as it is, and compare it with your last backup',
    reach: async (mess) => {
      await inMay('bill list', BILL)(mess);
      plant(mess, ['update shares set amount_minor = amount_minor + 1']);
      return run('db verify --quiet')(mess);
    },
  },
  unfit_original: {
    exit: 6,
    hint: 'check the name of the database, and that the user may SELECT from it',
    test: 'test/commands/original/source.mariadb.test.ts',
    expects: 'is no database of the original service',
  },
  unknown_operation: {
    exit: 3,
    hint: 'if that is the database the command was for, nothing was changed: run it again',
    reach: run(`db status --operation ${UNKNOWN}`),
  },
  outcome_unknown: {
    exit: 10,
    hint: 'when the server answers, with the --db of this command if it had one: mess db status --operation ID',
    test: 'test/operations/mysql/lost-connection.mariadb.test.ts',
    expects: 'with the --db of this command if it had one: mess db status --operation ',
  },
  another_writer: {
    exit: 7,
    hint: AGAIN,
    reach: (mess) => {
      holdWriteLock(mess);
      const add = 'student add S1 --name A --branch B --phone 9876543210 --json';
      return mess.with({ busyTimeoutMs: 10 })(...add.split(' '));
    },
  },
  mess_closing: {
    exit: 7,
    hint: AGAIN,
    test: 'test/operations/mess/lanes.test.ts',
    expects: 'The mess is being closed.',
  },
  answerer_ended: {
    exit: 7,
    hint: AGAIN,
    test: 'test/web/heavy.test.ts',
    expects: 'What was to answer has ended, and begins anew.',
  },
  another_migration: {
    exit: 7,
    hint: 'try again in a minute',
    test: 'test/cluster/migrations.test.ts',
    expects: 'Somebody else is bringing the tables of',
  },
  no_server: {
    exit: 9,
    hint: 'check that the servers run, and the address of the database',
    reach: on('mysql://mess@127.0.0.1:1,127.0.0.1:2/mess'),
  },
  server_unreachable: {
    exit: 9,
    hint: 'check that the server runs, and the address of the database',
    reach: on('mysql://mess@127.0.0.1:1/mess'),
  },
  unreadable_certificates: {
    exit: 9,
    hint: 'correct ca=FILE in the address of the database',
    reach: on('mysql://mess@127.0.0.1:1/mess?tls=on&ca=/nowhere/ca.pem'),
  },
  socket_forbidden: {
    exit: 9,
    hint: 'check who owns it',
    thrown: { code: 'EACCES', syscall: 'connect' },
    by: 'mysql',
  },
  name_not_looked_up: {
    exit: 9,
    hint: 'check the network',
    thrown: { code: 'EAI_AGAIN', syscall: 'getaddrinfo' },
    by: 'mysql',
  },
  no_encryption: {
    exit: 9,
    hint: 'set TLS up on the server; on a network you trust, add ?tls=off to the address',
    thrown: { code: 'HANDSHAKE_NO_SSL_SUPPORT' },
    by: 'mysql',
  },
  other_certificate: {
    exit: 9,
    hint: 'use the name that is in the certificate',
    thrown: { code: 'HANDSHAKE_SSL_ERROR', message: "does not match certificate's altnames" },
    by: 'mysql',
  },
  untrusted_certificate: {
    exit: 9,
    hint: 'name the file of the authority that signed its certificate: ?ca=FILE in the address',
    thrown: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    by: 'mysql',
  },
  access_denied: {
    exit: 9,
    hint: 'put the password in a file that only you can read, and its path in MESS_DATABASE_PASSWORD_FILE',
    ...server(1045),
  },
  right_missing: {
    exit: 9,
    hint: 'check the name of the database; what changes tables needs a user who may create and alter them (see "Growing" in the README)',
    ...server(1142),
  },
  no_such_database: {
    exit: 9,
    hint: 'let its administrator create it (see "Growing" in the README), or correct the address',
    ...server(1049),
  },
  too_large_for_server: {
    exit: 9,
    hint: 'take it in smaller parts, or raise max_allowed_packet on the server',
    ...server(1153),
  },
  server_disk_failed: {
    exit: 9,
    hint: 'see the log of the server, then run the command again',
    ...server(1021),
  },
  server_read_only: {
    exit: 9,
    hint: 'name the server that may be written to, or see its administrator',
    ...server(1290),
  },
  machine_not_let_in: { exit: 9, hint: ADMINISTRATOR, ...server(1130) },
  server_of_no_cluster: {
    exit: 9,
    hint: ADMINISTRATOR,
    test: 'test/cluster/servers.test.ts',
    expects: 'belongs to no cluster',
  },
  server_failed: { exit: 9, hint: 'see the log of the server', ...server(1105) },
  server_full: { exit: 7, hint: AGAIN, ...server(1040) },
  server_not_ready: { exit: 7, hint: AGAIN, ...server(1047) },
  no_server_ready: {
    exit: 7,
    hint: AGAIN,
    test: 'test/cluster/servers.test.ts',
    expects: 'has no connection to its cluster',
  },
  statement_ended: { exit: 7, hint: AGAIN, ...server(1969) },
  connection_lost: { exit: 7, hint: AGAIN, ...server(2013) },
} satisfies Partial<Record<Reason, Way>>;
