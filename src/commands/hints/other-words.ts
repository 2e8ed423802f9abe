/** What people type for what has another name, and where to find it; without `mess`. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  login: 'mess admin login ID, or mess student login ID',
  signin: 'mess admin login ID, or mess student login ID',
  logout: 'mess admin logout, or mess student logout',
  signout: 'mess admin logout, or mess student logout',
  register: 'mess bill register for a bill, mess student add for a student',
  import:
    'mess attendance import FILE, mess purchase import FILE or mess student import FILE, by what is in it',
  profile: 'mess import-profiles list',
  profiles: 'mess import-profiles list',
  export: 'mess bill show --month MONTH --output FILE.csv, or any other list with --output',
  backup: 'mess db backup FILE',
  restore: 'mess db restore FILE',
  verify: 'mess db verify',
  migrate: 'mess db migrate',
  undo: 'mess attendance undo N for a file of attendance, mess purchase void N for a purchase, mess bill void for a bill',
  version: 'mess --version',
  students: 'mess student list',
  roll: 'mess student list',
  admins: 'mess admin list',
  user: 'mess admin list',
  users: 'mess admin list',
  bills: 'mess bill list',
  purchases: 'mess purchase list --month MONTH',
  heads: 'mess purchase heads list',
  token: 'mess admin token list',
  passwd: 'mess admin passwd',
  password: 'mess admin passwd',
  share: 'mess expenses show ID',
  explain: 'mess bill explain ID --month MONTH',
  close: 'mess month close --month MONTH',
  history: 'mess audit list for what was done, mess bill history --month MONTH for a bill',
  log: 'mess audit list',
  check: 'mess doctor for what is around the mess, mess db verify for the books',
  'config edit': 'mess config set KEY VALUE',
  'config show': 'mess config list',
  'config unset': 'mess config set KEY --unset',
  setup: 'mess init',
  pay: 'mess payment record ID --amount AMOUNT --method METHOD',
  payments: 'mess payment list',
  receipt: 'mess payment show RECEIPT',
  balance: 'mess dues show ID',
  account: 'mess dues show ID',
  owe: 'mess dues list',
  'payment add': 'mess payment record ID --amount AMOUNT --method METHOD',
  statement: 'mess payment import FILE takes the file of a bank',
  suspense: 'mess payment suspense list',
  reconcile: 'mess payment import FILE finds what was recorded by hand',
  'payment match': 'mess payment import FILE, then mess payment suspense',
  'payment delete': 'mess payment reverse RECEIPT --reason TEXT',
  'payment void': 'mess payment reverse RECEIPT --reason TEXT',
  report: 'there are no reports yet; see mess bill show, mess month list, mess expenses show',
  'student delete': 'mess student remove ID; the history stays',
  'student rm': 'mess student remove ID; the history stays',
  'student update': 'mess student edit ID',
  'student change': 'mess student edit ID',
  'student register': 'mess student add ID',
  'student find': 'mess student list --search TEXT',
  'student search': 'mess student list --search TEXT',
  'attendance add': 'mess attendance record ID --month MONTH --days DAYS',
  'attendance edit': 'mess attendance record ID --month MONTH --days DAYS; again replaces it',
  'attendance list': 'mess attendance show --month MONTH',
  'attendance delete':
    'mess attendance undo N takes a file back; mess attendance imports has the numbers',
  'import-profiles set': 'mess import-profiles edit NAME',
  'import-profiles delete': 'mess import-profiles remove NAME',
  'purchase update': 'mess purchase edit N',
  'purchase change': 'mess purchase edit N',
  'purchase correct': 'mess purchase edit N',
  'purchase heads delete': 'mess purchase heads hide NAME',
  'purchase heads remove': 'mess purchase heads hide NAME',
  'purchase heads show': 'mess purchase heads list, or mess purchase heads unhide NAME',
  'purchase heads edit': 'mess purchase heads rename OLD NEW',
  'purchase delete': 'mess purchase void N',
  'purchase show': 'mess purchase list --month MONTH',
  'bill print': 'mess bill show --month MONTH, with --output FILE.csv for a spreadsheet',
  'bill add': 'mess bill register --month MONTH',
  'bill create': 'mess bill register --month MONTH',
  'bill delete': 'mess bill void --month MONTH',
  'bill cancel': 'mess bill void --month MONTH',
  'bill edit': 'mess bill revise --month MONTH',
  'month open': 'mess month reopen --month MONTH',
  'admin delete': 'mess admin disable ID',
  'admin remove': 'mess admin disable ID',
  'expenses list': 'mess expenses show ID',
  'audit show': 'mess audit list',
  'db check': 'mess db verify',
};

/**
 * What helps who types a command that there is not.
 *
 * @param path the words up to the unknown one, without `mess`
 */
export function findOtherWord(path: readonly string[]): string | undefined {
  const words = path.join(' ').toLowerCase();
  return Object.hasOwn(OTHER_WORDS, words) ? OTHER_WORDS[words] : undefined;
}

/** Each of them, for a test that follows them. */
export function listOtherWords(): readonly (readonly [words: string, hint: string])[] {
  return Object.entries(OTHER_WORDS);
}
