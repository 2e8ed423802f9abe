import { PASSWORD } from '../../../support/template.ts';
import { STATEMENT } from '../money/accounts.ts';
import type { Change } from './change.ts';

/** What comes after the bill of May, in a mess that has `CHANGES` behind it. */
export const MONEY_CHANGES: readonly Change[] = [
  {
    endpoint: 'changeSettings',
    path: '/settings',
    body: { accountsFrom: '2025-05', ownPassword: PASSWORD },
    command: 'settings --accounts-from 2025-05',
  },
  {
    endpoint: 'addChargeKind',
    path: '/charge-kinds',
    body: { name: 'Lunch', countsAs: 'guest', rate: '60' },
    command: 'charge kinds add Lunch --counts-as guest --rate 60',
  },
  {
    endpoint: 'editChargeKind',
    path: '/charge-kinds/lunch',
    body: { name: 'Guest lunch', rate: '70' },
    command: 'charge kinds edit lunch --name "Guest lunch" --rate 70',
  },
  {
    endpoint: 'hideChargeKind',
    path: '/charge-kinds/extra/hide',
    command: 'charge kinds hide extra',
  },
  {
    endpoint: 'unhideChargeKind',
    path: '/charge-kinds/extra/unhide',
    command: 'charge kinds unhide extra',
  },
  {
    endpoint: 'addCharges',
    path: '/charges',
    body: { studentId: 'S001', month: '2025-05', kind: 'guest lunch', quantity: '2' },
    command: 'charge add S001 --month 2025-05 --kind "guest lunch" --quantity 2',
  },
  {
    endpoint: 'addCharges',
    path: '/charges',
    body: { allPresent: true, month: '2025-05', kind: 'extra', amount: '10', note: 'ice' },
    command: 'charge add --all-present --month 2025-05 --kind extra --amount 10 --note ice',
  },
  {
    endpoint: 'voidCharges',
    path: '/charges/void',
    body: { numbers: ['1', '3-4'], reason: 'not theirs' },
    command: 'charge void 1 3-4 --reason "not theirs"',
  },
  {
    endpoint: 'importCharges',
    path: '/charges/imports?month=2025-05',
    file: 'S.No,Roll No,Kind,Amount\n1,S001,fine,50\n2,S003,discount,100\n',
    command: 'charge import FILE --month 2025-05',
  },
  {
    endpoint: 'reviseBill',
    path: '/bills/2025-05/revisions?dryRun',
    body: {},
    command: 'bill revise --month 2025-05 --dry-run',
  },
  {
    endpoint: 'reviseBill',
    path: '/bills/2025-05/revisions',
    body: { reason: 'guests and discounts' },
    command: 'bill revise --month 2025-05 --reason "guests and discounts"',
  },
  {
    endpoint: 'importOpenings',
    path: '/openings/imports',
    file: 'id,amount\nS001,12.50\nS002,75 Cr\n',
    command: 'opening import FILE',
  },
  {
    endpoint: 'setOpening',
    path: '/openings/S003',
    body: { amount: '-5' },
    command: 'opening set S003 --amount=-5',
  },
  {
    endpoint: 'recordPayment',
    path: '/payments',
    body: { studentId: 's001', amount: 'Rs. 1,000/-', method: 'cash', month: '2025-05' },
    command: 'payment record s001 2025-05 --amount "Rs. 1,000/-" --method cash',
  },
  {
    endpoint: 'recordPayment',
    path: '/payments',
    body: { studentId: 'S004', amount: '18000', method: 'upi', reference: '515412345678' },
    command: 'payment record S004 --amount 18000 --method upi --reference 515412345678',
  },
  {
    endpoint: 'reversePayment',
    path: '/payments/2025-26%2F0001/reverse',
    body: { reason: 'it was S002' },
    command: 'payment reverse 2025-26/0001 --reason "it was S002"',
  },
  {
    endpoint: 'refundPayment',
    path: '/payments/refunds',
    body: { studentId: 'S004', amount: '100', method: 'cash' },
    command: 'payment refund S004 --amount 100 --method cash',
  },
  {
    endpoint: 'importPayments',
    path: '/payments/imports',
    file: `${STATEMENT}01/06/2025,CHQ DEP 000123,000123,,50.00,1210.00\n01/06/2025,CHQ DEP 000124,000124,,40.00,1250.00\n`,
    command: 'payment import FILE',
  },
  {
    endpoint: 'assignSuspense',
    path: '/payments/suspense/2/assign',
    body: { studentId: 'S001' },
    command: 'payment suspense assign 2 S001',
  },
  {
    endpoint: 'splitSuspense',
    path: '/payments/suspense/3/split',
    body: {
      parts: [
        { studentId: 'S001', amount: '30' },
        { studentId: 'S002', amount: '20' },
      ],
    },
    command: 'payment suspense split 3 S001 30 S002 20',
  },
  {
    endpoint: 'ignoreSuspense',
    path: '/payments/suspense/4/ignore',
    body: { reason: 'sent back', bounced: true },
    command: 'payment suspense ignore 4 --bounced --reason "sent back"',
  },
  {
    endpoint: 'reopenSuspense',
    path: '/payments/suspense/4/reopen',
    body: { reason: 'it is there' },
    command: 'payment suspense reopen 4 --reason "it is there"',
  },
  {
    endpoint: 'forgetPayer',
    path: '/payments/payers/somebody%40okaxis',
    command: 'payment payers forget somebody@okaxis',
  },
  {
    endpoint: 'importPayments',
    path: '/payments/imports?account=other',
    file: 'Date,Narration,Ref,Credit\n01/06/2025,UPI/515212345609/MESS S003,515212345609,10.00\n',
    command: 'payment import FILE --account other',
  },
  {
    endpoint: 'undoPaymentImport',
    path: '/payments/imports/5/undo',
    body: { reason: 'of another mess' },
    command: 'payment undo 5 --reason "of another mess"',
  },
  {
    endpoint: 'writeOffDues',
    path: '/dues/S003/write-off',
    body: { amount: '1', reason: 'odd paise' },
    command: 'dues write-off S003 --amount 1 --reason "odd paise"',
  },
  {
    endpoint: 'receiveDeposit',
    path: '/deposits',
    body: { studentId: 'S002', amount: '2000', method: 'cash' },
    command: 'deposit receive S002 --amount 2000 --method cash',
  },
  {
    endpoint: 'useDeposit',
    path: '/deposits/S002/use',
    body: { amount: '100' },
    command: 'deposit use S002 --amount 100',
  },
  {
    endpoint: 'refundDeposit',
    path: '/deposits/S002/refund',
    body: { method: 'cash', amount: '100' },
    command: 'deposit refund S002 --method cash --amount 100',
  },
  {
    endpoint: 'countCash',
    path: '/cash/counts',
    body: { amount: '1700', takenOut: '50' },
    command: 'cash count --amount 1700 --taken-out 50',
  },
  {
    endpoint: 'closeBooks',
    path: '/books/close',
    body: { through: '2025-04-30' },
    command: 'books close --through 2025-04-30',
  },
  {
    endpoint: 'reopenBooks',
    path: '/books/reopen',
    body: { reason: 'too soon' },
    command: 'books reopen --reason "too soon"',
  },
];

/** A month later, when the bill was not paid in time. */
export const LATE_CHANGES: readonly Change[] = [
  {
    endpoint: 'enterLateFees',
    path: '/dues/fines?dryRun',
    body: { month: '2025-05' },
    command: 'dues fines --month 2025-05 --dry-run',
  },
  {
    endpoint: 'enterLateFees',
    path: '/dues/fines',
    body: { month: '2025-05' },
    command: 'dues fines --month 2025-05',
  },
  {
    endpoint: 'waiveLateFee',
    path: '/dues/S001/waive',
    body: { month: '2025-05', amount: '20', reason: 'was ill' },
    command: 'dues waive S001 2025-05 --amount 20 --reason "was ill"',
  },
];
