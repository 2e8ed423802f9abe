import type { Endpoint } from '../../api/endpoint.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Values that say what is meant, by the names of keys. */
const VALUES: Readonly<Record<string, unknown>> = {
  id: 'S001',
  studentId: 'S001',
  month: '2025-05',
  date: '2025-05-31',
  from: '2025-05-01',
  to: '2025-05-31',
  through: '2025-03-31',
  amount: '3,150.50',
  total: '90000',
  days: 28,
  name: 'Asha Rao',
  branch: 'CSE',
  phone: '9876543210',
  password: 'correct horse battery',
  ownPassword: 'correct horse battery',
  head: 'Milk',
  kind: 'guest',
  countsAs: 'guest',
  reason: 'mistyped',
  numbers: ['12', '15-18'],
  receipt: '2025-26/0001',
  payer: 'uncle@okaxis',
  mark: 'HL',
  no: '1',
  of: 'S001',
  session: '4f2a9c01',
  operation: '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11',
};

/** Where one key is something else than everywhere. */
const OF_ENDPOINT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  signInAdmin: { id: 'warden' },
  signInStudent: { phone: '9876543210' },
  addHead: { name: 'Eggs', kind: 'dividing' },
  changeHead: { name: 'Milk', hidden: true },
  addChargeKind: { name: 'Lunch' },
  addAdmin: { id: 'desk', password: 'a good new password' },
  changePassword: { id: 'warden', password: 'a good new password' },
  createServiceToken: { name: 'cron' },
  revokeServiceToken: { name: 'cron' },
  changeSettings: { dueDay: 7 },
  registerBill: { total: '90000' },
  reviseBill: { total: '91000', reason: 'the gas came late' },
  editStudent: { branch: 'CSE' },
  editPurchase: { note: 'came late' },
  recordDaysOfMany: { days: { S001: 28 } },
  refundPayment: { amount: '100' },
  setMarkMeaning: { meaning: 'half' },
};

/** A request to an endpoint, in values. */
export interface Example {
  /** Below `/api/v1`, with its query. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export function exampleOf(endpoint: Endpoint): Example {
  const { query, body, takesFile } = endpoint;
  const values = { ...VALUES, ...OF_ENDPOINT[endpoint.name] };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(values[name] ?? name)),
  );
  const asked = query === undefined ? {} : fill(shapeOf(query), values, {});
  const words = new URLSearchParams(
    Object.entries(asked).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const tried = takesFile ? 'dryRun' : '';
  const tail = [words.toString(), tried].filter((each) => each !== '').join('&');
  const given = OF_ENDPOINT[endpoint.name] ?? {};
  return {
    path: tail === '' ? path : `${path}?${tail}`,
    body: body === undefined ? undefined : fill(shapeOf(body), values, given),
  };
}

/** What must be there, and what is given on purpose. */
function fill(
  { properties = {}, required = [] }: Shape,
  values: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(properties).filter((key) => required.includes(key) || key in given);
  return Object.fromEntries(
    keys.map((key) => [key, makeValue(properties[key] ?? {}, values[key], values)]),
  );
}

function makeValue(
  shape: Shape,
  usual: unknown,
  values: Readonly<Record<string, unknown>>,
): unknown {
  const { enum: words, anyOf, items, properties, type } = shape;
  if (words !== undefined) return words.includes(String(usual)) ? usual : words[0];
  if (properties !== undefined) return fill(shape, values, {});
  if (items !== undefined) return Array.isArray(usual) ? usual : [makeValue(items, usual, values)];
  if (usual !== undefined) return usual;
  if (anyOf?.[0] !== undefined) return makeValue(anyOf[0], usual, values);
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? 1 : 'text';
}

/** The same as a line for a shell, where `MESS` is the address of the server. */
export function curlOf(endpoint: Endpoint): string {
  const { path, body } = exampleOf(endpoint);
  const { method, permission, takesFile } = endpoint;
  const parts = [
    method === 'GET' ? 'curl' : `curl -X ${method}`,
    `"$MESS/api/v1${path}"`,
    ...(permission === 'none' ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(takesFile ? ["-H 'Content-Type: text/csv' --data-binary @file.csv"] : []),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`]),
  ];
  return parts.join(' ');
}
