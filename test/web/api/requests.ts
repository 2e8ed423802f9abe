import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { PASSWORD } from '../../support/template.ts';

/** What is sent to an endpoint. */
export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly file?: string;
}

const PARAMS: Readonly<Record<string, string>> = {
  id: 'S001',
  month: '2025-05',
  date: '2025-05-31',
  session: '00000000',
  operation: '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11',
  mark: 'ZZ',
  no: '1',
  name: 'Milk',
  receipt: '2025-26/0001',
  kind: 'guest',
  payer: 'uncle@okaxis',
};

const OWN = { ownPassword: PASSWORD };

/** Nobody is shut out of the mess. */
const NO_ADMIN = { id: 'nobody' };

/** A request that can be done, where it needs more than what its path says. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  signInAdmin: { body: { id: 'nobody', password: 'x' } },
  signInStudent: { body: { id: 'nobody', phone: '9000000000' } },
  addStudent: { body: { id: 'S900', name: 'A', branch: 'B', phone: '9876543210' } },
  editStudent: { body: { branch: 'CSE' } },
  eraseStudent: { params: { id: 'S002' } },
  removeStudent: { params: { id: 'S002' } },
  restoreStudent: { params: { id: 'S002' } },
  makeStudentCode: { params: { id: 'S002' } },
  makeStudentCodes: { body: { branch: 'none' } },
  importStudents: { file: 'id,name,branch,phone\nS901,B,CSE,9876543219\n' },
  recordAttendance: { body: { days: 30 } },
  recordDaysOfMany: { body: { days: { S001: 30 } } },
  callRoll: { body: { replace: true } },
  markAway: { body: { id: 'S003', from: '2025-06-10', to: '2025-06-11' } },
  setMarkMeaning: { body: { meaning: 'off' } },
  importAttendance: { file: 'student_id,month,days_present\nS001,2025-05,30\n' },
  listPurchases: { query: '?month=2025-05' },
  addPurchase: { body: { date: '2025-05-31', amount: '12.50', head: 'Milk' } },
  editPurchase: { body: { note: 'late' } },
  voidPurchases: { body: { numbers: ['1'], reason: 'wrong' } },
  importPurchases: { file: 'date,head,amount\n2025-05-30,Milk,10\n' },
  addHead: { body: { name: 'Eggs', kind: 'dividing' } },
  changeHead: { body: { hidden: true } },
  registerBill: { body: { total: '60000' } },
  reviseBill: { body: { total: '61000', reason: 'mistyped' } },
  voidBill: { body: { reason: 'wrong' } },
  reopenMonth: { body: { reason: 'late' } },
  listCharges: { query: '?month=2025-05' },
  addCharges: { body: { studentId: 'S001', month: '2025-05', kind: 'extra', amount: '10' } },
  voidCharges: { body: { numbers: ['1'], reason: 'wrong' } },
  importCharges: { file: 'student_id,month,kind,amount\nS001,2025-05,extra,10\n' },
  importOpenings: { file: 'id,amount\nS001,10\n' },
  addChargeKind: { body: { name: 'Lunch', countsAs: 'guest' } },
  recordPayment: { body: { studentId: 'S001', amount: '10', method: 'cash' } },
  reversePayment: { body: { reason: 'wrong' } },
  refundPayment: { body: { studentId: 'S001', amount: '1', method: 'cash' } },
  importPayments: {
    file: 'date,narration,amount\n2025-05-30,UPI/515212345699/MESS S001/A@OKAXIS,10\n',
    query: '?amounts=credit&account=sbi',
  },
  undoPaymentImport: { body: { reason: 'wrong' } },
  assignSuspense: { body: { studentId: 'S001' } },
  splitSuspense: { body: { parts: [{ studentId: 'S001', amount: '1' }] } },
  ignoreSuspense: { body: { reason: 'not ours' } },
  reopenSuspense: { body: { reason: 'it is there' } },
  waiveLateFee: { body: { month: '2025-05', reason: 'ill' } },
  writeOffDues: { body: { amount: '1', reason: 'odd' } },
  enterLateFees: { body: { month: '2025-05' } },
  receiveDeposit: { body: { studentId: 'S001', amount: '100', method: 'cash' } },
  refundDeposit: { body: { method: 'cash' } },
  setOpening: { body: { amount: '10' } },
  closeBooks: { body: { through: '2025-04-30' } },
  reopenBooks: { body: { reason: 'late' } },
  countCash: { body: { amount: '0' } },
  addAdmin: { body: { id: 'new', role: 'viewer', password: 'a good new password', ...OWN } },
  editAdmin: { params: NO_ADMIN, body: { role: 'viewer', ...OWN } },
  disableAdmin: { params: NO_ADMIN, body: OWN },
  enableAdmin: { params: NO_ADMIN, body: OWN },
  changePassword: { body: { password: PASSWORD, ...OWN } },
  resetAdmin: { params: NO_ADMIN, body: OWN },
  createServiceToken: { body: { name: 'cron', ...OWN } },
  revokeServiceToken: { params: { name: 'cron' }, body: OWN },
  changeSettings: { body: { dueDay: 7, ...OWN } },
};

/** @param changes what is to be sent in place of the usual */
export function sampleOf({ name }: Endpoint, changes: Sample = {}): Sample {
  return { ...SAMPLES[name], ...changes };
}

/** Where a request goes. */
export function pathOf({ path }: Endpoint, { params = {}, query = '' }: Sample): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? PARAMS[name] ?? 'x'),
  );
  return `/api/v1${filled}${query}`;
}
