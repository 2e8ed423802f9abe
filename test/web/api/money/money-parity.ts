/** A GET endpoint, what it is asked, and the command whose document it answers with. */
export interface Parity {
  /** Its name. */
  readonly endpoint: string;
  /** Below `/api/v1`. */
  readonly path: string;
  /** Without `mess` and `--json`. */
  readonly command: string;
  /** Who asks, where it is not the owner. */
  readonly asStudent?: true;
}

/** Of the mess of `createAccounts`. */
export const MONEY_PARITY: readonly Parity[] = [
  { endpoint: 'listBills', path: '/bills', command: 'bill list' },
  { endpoint: 'listBills', path: '/bills?all=true', command: 'bill list --all' },
  { endpoint: 'showBill', path: '/bills/2025-05', command: 'bill show --month 2025-05' },
  {
    endpoint: 'showBill',
    path: '/bills/may%202025?revision=1',
    command: 'bill show --month 2025-05 --revision 1',
  },
  {
    endpoint: 'showBillHistory',
    path: '/bills/2025-05/history',
    command: 'bill history --month 2025-05',
  },
  {
    endpoint: 'explainShare',
    path: '/bills/2025-05/shares/s003',
    command: 'bill explain S003 --month 2025-05',
  },
  {
    endpoint: 'explainShare',
    path: '/bills/2025-05/shares/S003?revision=1',
    command: 'bill explain S003 --month 2025-05 --revision 1',
  },
  {
    endpoint: 'explainOwnShare',
    path: '/me/bills/2025-05',
    command: 'bill explain --month 2025-05',
    asStudent: true,
  },
  { endpoint: 'listMonths', path: '/months', command: 'month list' },
  { endpoint: 'listCharges', path: '/charges?month=2025-05', command: 'charge list -m 2025-05' },
  {
    endpoint: 'listCharges',
    path: '/charges?month=2025-05&student=S002&all=true',
    command: 'charge list -m 2025-05 --student S002 --all',
  },
  { endpoint: 'listChargeKinds', path: '/charge-kinds', command: 'charge kinds list' },
  { endpoint: 'listPayments', path: '/payments', command: 'payment list' },
  {
    endpoint: 'listPayments',
    path: '/payments?from=2025-06-01&method=cash&by=warden&all=true',
    command: 'payment list --from 2025-06-01 --method cash --by warden --all',
  },
  {
    endpoint: 'showPayment',
    path: '/payments/2025-26%2F0001',
    command: 'payment show 2025-26/0001',
  },
  {
    endpoint: 'showReceipt',
    path: '/payments/2025-26%2F0001/receipt',
    command: 'payment receipt 2025-26/0001',
  },
  { endpoint: 'listPaymentImports', path: '/payments/imports', command: 'payment imports' },
  { endpoint: 'listSuspense', path: '/payments/suspense', command: 'payment suspense list' },
  { endpoint: 'listPayers', path: '/payments/payers', command: 'payment payers list' },
  { endpoint: 'listDues', path: '/dues', command: 'dues list' },
  {
    endpoint: 'listDues',
    path: '/dues?branch=CSE&over=100&asOf=01/06/2025',
    command: 'dues list --branch CSE --over 100 --as-of 01/06/2025',
  },
  { endpoint: 'showDues', path: '/dues/S002', command: 'dues show S002' },
  {
    endpoint: 'showDues',
    path: '/dues/S002?from=2025-06-01&to=2025-06-01',
    command: 'dues show S002 --from 2025-06-01 --to 2025-06-01',
  },
  { endpoint: 'showOwnDues', path: '/me/dues', command: 'dues show', asStudent: true },
  { endpoint: 'listDeposits', path: '/deposits?all=true', command: 'deposit list --all' },
  { endpoint: 'settleStudent', path: '/students/S001/settlement', command: 'student settle S001' },
  { endpoint: 'listAdmins', path: '/admins', command: 'admin list' },
  { endpoint: 'listServiceTokens', path: '/service-tokens', command: 'admin token list' },
  { endpoint: 'showSettings', path: '/settings', command: 'settings' },
  { endpoint: 'listAudit', path: '/audit', command: 'audit list' },
  {
    endpoint: 'listAudit',
    path: '/audit?by=warden&on=S002&since=2025-06-01&last=2',
    command: 'audit list --by warden --on S002 --since 2025-06-01 --last 2',
  },
  { endpoint: 'listAudit', path: '/audit?month=2025-05', command: 'audit list --month 2025-05' },
  { endpoint: 'showRecordHead', path: '/audit/head', command: 'audit head' },
  { endpoint: 'verifyRecord', path: '/audit/verification', command: 'audit verify' },
  { endpoint: 'listMessages', path: '/messages', command: 'notify list' },
  {
    endpoint: 'listMessages',
    path: '/messages?state=failed&kind=receipt&student=s004&last=1',
    command: 'notify list --state failed --kind receipt --student S004 --last 1',
  },
  {
    endpoint: 'listMessages',
    path: '/messages?month=may%202025',
    command: 'notify list --month 2025-05',
  },
  { endpoint: 'showDatabase', path: '/database', command: 'db status' },
  { endpoint: 'verifyDatabase', path: '/database/verification', command: 'db verify' },
];
