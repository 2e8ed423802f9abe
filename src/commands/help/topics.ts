import type { Start } from '../context.ts';
import { cronTopic } from './cron.ts';
import { messagesTopic } from './messages.ts';

type Topic = string | ((start: Start) => string | Promise<string>);

/** What `mess help TOPIC` prints. */
export const HELP_TOPICS: ReadonlyMap<string, Topic> = new Map<string, Topic>([
  [
    'exit-codes',
    `How a command ended:

    0  done, nothing to do, or an empty list
    1  failure, or a bug in mess
    2  a bad option or value on the command line, or one missing where nobody
       can be asked
    3  not found: a student, an admin, a bill, a revision, an input file
    4  not signed in, session over, wrong credentials, or too early after wrong
       ones
    5  signed in, but not allowed
    6  the input was read but is invalid, or what is recorded cannot be billed
    7  busy; nothing was changed, and it is safe to try again; of messages, some
       wait to be tried again: mess notify retry
    8  it contradicts what is recorded, such as a second bill for a month
    9  the database or the configuration cannot be used, or its tables are to be
       brought up to date; or the mail server takes no messages, and what was
       not sent stays queued
   10  outcome unknown: the connection was lost while storing, or while a message
       was handed over; the hint says how to find out
  130  interrupted, or "no" to a question
  143  ended by a signal
`,
  ],
  [
    'formats',
    `What may be written, and how answers look:

  month    2025-05, 05/2025, May 2025, Jun 2025 or May-25; at the keyboard also
           this, previous or last, and Oct or 10: the latest October that is not
           in the future
  date     2025-05-31, or 31 May 2025; at the keyboard also as the mess writes it
           (31/05/2025 or 05/31/2025, with / - or . between): mess settings has
           the form. The year is never left out. In quotes where it has blanks
  days     28 or 28.5, with two decimals at most
  amount   74000, 74,000.50 or 1,23,456.50, with the decimals of the currency at
           most; before it the sign of the mess's currency, behind it /-
  id       1 to 32 letters, digits and . _ / -; upper and lower case are the
           same
  phone    10 digits, or + and 8 to 15 digits

  --format table   for people; the default
  --format csv     for spreadsheets; a cell that looks like a formula gets a
                   leading quote
  --format json    for scripts; money is text with the currency's decimals, days
                   are numbers
  --format hledger, --format beancount
                   for programs of accounts: of mess export journal alone
  --fields NAMES   of what is read, these keys and columns alone, in this order:
                   mess bill show --fields id,amount. A name is a heading of the
                   table, a column of CSV or a key of JSON, where a dot reaches
                   into a list: shares.amount
  --output FILE    writes the answer to FILE; .csv and .json decide the format

On a terminal a table leaves out columns that there is no room for, and names
them. What is longer than the terminal goes through the program of MESS_PAGER,
else of PAGER, else less; none where that is empty or cat, or with --no-pager.

Errors go to standard error; with --json as

  {"error": {code, reason, exitCode, message, hint, details}}
`,
  ],
  [
    'files',
    `Where mess keeps things:

  database   $MESS_HOME/mess.db, else $XDG_DATA_HOME/mess/mess.db
             (~/.local/share/mess/mess.db)
  session    $MESS_HOME/session.json, else $XDG_STATE_HOME/mess/session.json
             (~/.local/state/…)
  settings   $MESS_HOME/config.json, else $XDG_CONFIG_HOME/mess/config.json
             (~/.config/…)

On Windows the first two are in %LOCALAPPDATA%\\mess, the third in
%APPDATA%\\mess.

The database is the one of --db, else of MESS_DATABASE_URL, else "database" in
config.json, else the file above. It is a path, sqlite:PATH, or on a MySQL or
MariaDB server

  mysql://USER@HOST:PORT/NAME
             and behind a ?, with & between: tls=on or tls=off, ca=FILE of
             certificates, socket=PATH
  mysql://USER@HOST1,HOST2:PORT,HOST3/NAME
             the servers of one cluster, tried in this order

What is not on this machine must be encrypted, with a certificate that names
HOST. The password stands in the file that MESS_DATABASE_PASSWORD_FILE names, or
behind USER: in MESS_DATABASE_URL or config.json, with : / ? # @ and % written
as %3A %2F %3F %23 %40 and %25; never in --db. Where the server refuses, a
terminal is asked for it. config.json then must be readable by you alone:

  {"database": "mysql://mess_app:PASSWORD@db.example.org/mess"}

mess config set database ADDRESS writes it there, with - for ADDRESS from
standard input; mess config list says which database counts, and why.

The session file holds a token; only you may read it. A database in another place,
or of another name on a server, has a file of its own beside it (session-….json),
whatever names it: signing in there does not end the usual session.

MESS_LOG=FILE adds a line of JSON to FILE for each command: when, which, how long it
took, of how many rows, and how it ended. Nothing of what was typed is in it.

Next to mess.db there may be mess.db-wal and mess.db-shm: they belong to it. A
copy mess.db.before-… was made before its tables were brought up to date.
`,
  ],
  [
    'passwords',
    `A password that was forgotten cannot be read back; a new one can be set.

  an admin's          any owner makes a one-time code: mess admin reset ID. It
                      counts for 24 hours in place of the password, for one
                      sign-in that chooses a new one: mess admin login ID
  an owner's          another owner does the same
  the only owner's    whoever holds the database makes the code, without signing
                      in: mess admin recover ID. All owners are told
  a student           signs in with the phone number, which a manager corrects:
                      mess student edit ID --phone NUMBER. Where the mess has
                      secrets (mess settings), a manager makes a code, with which
                      the student sets another one: mess student code ID
  a service token's   make another one: mess admin token create NAME

To change one that you know: mess admin passwd. It asks for the old one.

After a wrong password the next try has to wait: 1 second, then 2, 4, 8, up to
15 minutes. The wait is for one id from one place, a user on a machine: nobody
can keep you out of yours from elsewhere. It ends with a new password, too.
`,
  ],
  // All that is known of files is loaded for nothing else that helps.
  ['columns', async () => (await import('./columns.ts')).columnsTopic()],
  ['messages', messagesTopic],
  ['cron', cronTopic],
]);
