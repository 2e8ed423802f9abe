import createClient from 'openapi-fetch';
import type { components, paths } from './api.ts';

type Document<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What a program that knows the API by its description alone did in a month, and was told. */
export interface DoneMonth {
  readonly imported: Document<'AttendanceImportReport'>;
  readonly purchases: Document<'PurchasesOfMonth'>;
  readonly bill: NonNullable<Document<'RegisteredBill'>>;
  readonly payment: Document<'RecordedPayment'>;
  readonly dues: readonly Document<'Dues'>[];
  readonly receipt: Document<'PrintedReceipt'>;
}

const MAY = '2025-05';

const ATTENDANCE = 'student_id,month,days_present\nA/1,2025-05,30\nS002,2025-05,15.5\n';

const STUDENTS = [
  { id: 'A/1', name: 'Asha Rao', branch: 'CSE', phone: '9876543210' },
  { id: 'S002', name: 'Vikram Shah', branch: 'ECE', phone: '9876543211' },
];

/**
 * Runs May 2025 of a mess that has no students, and keeps accounts.
 *
 * @param url of the server
 * @throws Error what was refused
 */
export async function runMonth(url: string, id: string, password: string): Promise<DoneMonth> {
  const client = createClient<paths>({ baseUrl: `${url}/api/v1` });
  const { token } = must(await client.POST('/sessions/admin', { body: { id, password } }));
  client.use({
    onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${token}`);
      return request;
    },
  });
  for (const body of STUDENTS) must(await client.POST('/students', { body }));
  const imported = await importAttendance(client);
  for (const [head, amount] of [
    ['Milk', '1,250.50'],
    ['Groceries', '9000'],
  ] as const) {
    must(await client.POST('/purchases', { body: { date: '2025-05-30', head, amount } }));
  }
  const purchases = must(await client.GET('/purchases', { params: { query: { month: MAY } } }));
  const bill = await registerBill(client);
  const owed = bill.shares.find(({ studentId }) => studentId === 'A/1');
  const paid = { studentId: 'A/1', amount: owed?.amount ?? '', method: 'cash' } as const;
  const payment = must(await client.POST('/payments', { body: paid }));
  const dues = must(await client.GET('/dues'));
  const path = { receipt: payment.receipt ?? '' };
  const receipt = must(await client.GET('/payments/{receipt}/receipt', { params: { path } }));
  return { imported, purchases, bill, payment, dues, receipt };
}

type Client = ReturnType<typeof createClient<paths>>;

/** Looks what the file would do, and takes it. */
async function importAttendance(client: Client): Promise<DoneMonth['imported']> {
  const send = (query: { readonly dryRun: 'true' } | { readonly basis: string }) =>
    client.POST('/attendance/imports', {
      params: { query },
      body: ATTENDANCE,
      bodySerializer: (text) => text,
      headers: { 'content-type': 'text/csv' },
    });
  const looked = await send({ dryRun: 'true' });
  if (must(looked).rejected > 0) throw new Error('The file has mistakes.');
  return must(await send({ basis: basisOf(looked) }));
}

async function registerBill(client: Client): Promise<DoneMonth['bill']> {
  const path = { month: MAY };
  const body = { fromPurchases: true };
  const asked = { path, query: { dryRun: 'true' } } as const;
  const looked = await client.POST('/bills/{month}', { params: asked, body });
  const agreed = { ...body, basis: basisOf(looked) };
  const bill = must(await client.POST('/bills/{month}', { params: { path }, body: agreed }));
  if (bill === null) throw new Error('The month has no bill.');
  return bill;
}

function basisOf({ response }: { readonly response: Response }): string {
  return response.headers.get('x-basis') ?? '';
}

function must<T>({ data, error }: { readonly data?: T; readonly error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}
