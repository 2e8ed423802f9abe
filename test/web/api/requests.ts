import type { Endpoint } from '../../../src/web/api/endpoint.ts';

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
};

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
