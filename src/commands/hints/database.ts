import type { Reason } from '../../reasons.ts';
import type { Hints } from './hint.ts';

const AGAIN = 'try again in a moment';
const NEWER = 'install the newer version of mess';
const WHO_OWNS_IT =
  'it may belong to another user of this computer: see whose the file and its folder are with ls -ld';
const WHAT_TO_COMPARE = 'keep the database as it is, and compare it with your last backup';

const WHAT_DOES_NOT_HOLD = 'to see all that does not hold: mess db verify';
const ADMINISTRATOR = 'see its administrator';

const SERVER_HINTS = {
  server_unreachable: 'check that the server runs, and the address of the database',
  socket_forbidden: 'check who owns it',
  name_not_looked_up: 'check the network',
  no_encryption: 'set TLS up on the server; on a network you trust, add ?tls=off to the address',
  other_certificate: 'use the name that is in the certificate',
  untrusted_certificate:
    'name the file of the authority that signed its certificate: ?ca=FILE in the address',
  unreadable_certificates: 'correct ca=FILE in the address of the database',
  access_denied:
    'put the password in a file that only you can read, and its path in MESS_DATABASE_PASSWORD_FILE',
  right_missing:
    'check the name of the database; what changes tables needs a user who may create and alter them (see "Growing" in the README)',
  no_such_database:
    'let its administrator create it (see "Growing" in the README), or correct the address',
  too_large_for_server: 'take it in smaller parts, or raise max_allowed_packet on the server',
  server_disk_failed: 'see the log of the server, then run the command again',
  server_read_only: 'name the server that may be written to, or see its administrator',
  machine_not_let_in: ADMINISTRATOR,
  server_of_no_cluster: ADMINISTRATOR,
  server_failed: 'see the log of the server',
} satisfies Partial<Hints>;

/** Of the database, of a file or of a server, and of what looks after it. */
export const DATABASE_HINTS = {
  ...SERVER_HINTS,
  no_server: ({ because }) => helpAt(because),
  no_server_ready: AGAIN,
  server_not_ready: AGAIN,
  server_full: AGAIN,
  statement_ended: AGAIN,
  connection_lost: AGAIN,
  another_writer: AGAIN,
  mess_closing: AGAIN,
  answerer_ended: AGAIN,
  another_migration: 'try again in a minute',
  outcome_unknown: ({ operation }) =>
    `when the server answers, with the --db of this command if it had one: mess db status --operation ${operation}`,
  unknown_operation:
    'if that is the database the command was for, nothing was changed: run it again',
  no_mess: 'mess init, or where one was lost: mess db restore FILE',
  not_a_mess: 'name another one with --db PATH',
  database_is_folder: 'name the file with --db PATH',
  database_unreadable: WHO_OWNS_IT,
  database_read_only: WHO_OWNS_IT,
  database_damaged:
    'move it away, with the files -wal and -shm beside it, and put back your last backup: mess db restore FILE',
  disk_full: 'free some space and run the command again',
  disk_failed: 'check the disk and its free space, then run the command again',
  package_missing:
    'install mess again, on this machine and with this Node: npm install -g FILE.tgz, or npm ci in its checkout',
  mess_exists: ({ place }) => anotherPlace(place, '--db'),
  place_taken: ({ place }) => anotherPlace(place, '--db'),
  log_left: 'move it to where that database is now, or away',
  mess_not_made: null,
  copy_not_made: null,
  settings_unusable: 'put back your last backup: mess db restore FILE',
  schema_broken:
    'to see all that is changed: mess db verify; then put back your last backup: mess db restore FILE',
  made_by_older:
    'make a backup (mess db backup of the version before, or mariadb-dump), then: mess db migrate',
  made_by_newer: NEWER,
  newer_backup: NEWER,
  broken_record: ({ isBackup }) =>
    isBackup
      ? 'take another backup, or this one as it is with --accept-broken-record'
      : WHAT_TO_COMPARE,
  unsound_backup: 'take another backup, or this one as it is with --accept-findings',
  unfit_backup: 'name a file that mess db backup wrote',
  something_wrong: null,
  backup_unreadable: 'check the disk; the backups that were there are left as they were',
  backups_not_removed: 'check who owns the folder',
  unfit_books: WHAT_DOES_NOT_HOLD,
  books_in_disorder: WHAT_TO_COMPARE,
  unfit_original: 'check the name of the database, and that the user may SELECT from it',
} satisfies Partial<Hints>;

/**
 * Where a mess can be made, when something stands in the place that was named.
 *
 * @param option that names the place
 */
export function anotherPlace(place: 'file' | 'server', option: '--db' | '--to'): string {
  return place === 'file'
    ? `name another file with ${option} PATH`
    : `name an empty database with ${option} mysql://USER@HOST/NAME`;
}

/** Where no server of a cluster can be used: what helps at one of them. */
function helpAt(because: Reason | undefined): string {
  const hints: Partial<Record<Reason, string>> = SERVER_HINTS;
  const known = because === undefined ? undefined : hints[because];
  return known ?? 'check that the servers run, and the address of the database';
}
