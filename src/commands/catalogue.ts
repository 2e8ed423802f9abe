/** What stands directly below `mess`: a command, or a noun with commands of its own. */
export interface Listed {
  readonly kind: 'command' | 'noun';
  readonly name: string;
  readonly summary: string;
  /** What else is loaded for it: with what reads and writes files, books money, draws reports, or sends messages. */
  readonly part?: 'files' | 'money' | 'reports';
}

/**
 * In the order of the help page. Apart from the declarations, so that `mess --help` loads nothing
 * else.
 */
export const CATALOGUE: readonly Listed[] = [
  { kind: 'command', name: 'init', summary: 'Set up a new mess with its first admin' },
  {
    kind: 'command',
    name: 'status',
    summary: 'Show which mess this is, who is signed in, and what each open month lacks',
  },
  {
    kind: 'command',
    name: 'whoami',
    summary: 'Show who is signed in, with which role, and until when',
  },
  { kind: 'noun', name: 'admin', summary: 'Sign in, and say who may do what' },
  { kind: 'noun', name: 'student', summary: 'Keep the roll of students', part: 'files' },
  {
    kind: 'noun',
    name: 'attendance',
    summary: 'Record the days everybody was present',
    part: 'files',
  },
  { kind: 'noun', name: 'purchase', summary: 'Record what was bought, by heads', part: 'files' },
  {
    kind: 'noun',
    name: 'charge',
    summary: 'Charge students for guests, extras and the like',
    part: 'money',
  },
  {
    kind: 'noun',
    name: 'import-profiles',
    summary: 'Keep how the files of a device or an office are read',
    part: 'files',
  },
  { kind: 'noun', name: 'bill', summary: "Share a month's cost over the roll" },
  { kind: 'noun', name: 'month', summary: 'Close a month, and see which are open' },
  { kind: 'noun', name: 'expenses', summary: 'See what a student was billed, month by month' },
  {
    kind: 'noun',
    name: 'payment',
    summary: 'Take money of students, and give receipts',
    part: 'money',
  },
  {
    kind: 'noun',
    name: 'dues',
    summary: 'See who owes what, and the account of a student',
    part: 'money',
  },
  { kind: 'noun', name: 'deposit', summary: 'Hold the caution money of students', part: 'money' },
  {
    kind: 'noun',
    name: 'opening',
    summary: 'State and list what was owed when the accounts began',
    part: 'money',
  },
  {
    kind: 'noun',
    name: 'books',
    summary: 'Close the books of accounts through a day',
    part: 'money',
  },
  { kind: 'noun', name: 'cash', summary: 'Count the cash box, and list the counts', part: 'money' },
  {
    kind: 'noun',
    name: 'report',
    summary: 'Print what a warden, an auditor or a notice board is to see',
    part: 'reports',
  },
  {
    kind: 'noun',
    name: 'notify',
    summary: 'Tell students what they owe, and see what was sent',
    part: 'reports',
  },
  {
    kind: 'noun',
    name: 'export',
    summary: 'Hand the books to programs of accounts, and the tables to others',
    part: 'reports',
  },
  { kind: 'noun', name: 'session', summary: 'See who is signed in, and end sessions' },
  { kind: 'noun', name: 'audit', summary: 'Read the record of changes: who did what, and when' },
  {
    kind: 'command',
    name: 'settings',
    summary: "See and change the mess's name, time zone, dates, sign-in and session limits",
  },
  {
    kind: 'command',
    name: 'serve',
    summary: 'Serve the mess by HTTP: pages for students and the office, and an API',
  },
  {
    kind: 'command',
    name: 'doctor',
    summary: 'Look for what is wrong: files, disk, clock, server, backups',
  },
  {
    kind: 'noun',
    name: 'config',
    summary: 'Say for this machine where the database and the mail server are',
  },
  {
    kind: 'noun',
    name: 'db',
    summary: 'Look after the database: backups, servers, checks',
    part: 'files',
  },
  { kind: 'command', name: 'completion', summary: 'Print the completion script of a shell' },
  {
    kind: 'command',
    name: 'help',
    summary:
      'Explain a command, or one of: exit-codes, formats, files, columns, passwords, messages, cron',
  },
];
