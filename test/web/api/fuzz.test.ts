import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { expect, inject, test } from 'vitest';
import { ENDPOINTS } from '../../../src/web/api/catalogue.ts';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { type Asking, serveMess } from '../serve-mess.ts';
import { pathOf } from './requests.ts';

const RUNS = inject('isFull') ? 10_000 : 200;

/** These end the session that asks, or work out slow hashes. */
const LEFT_OUT = ['signOut', 'revokeSession', 'revokeSessions', 'signInAdmin', 'signInStudent'];

/** What a value may well be, somewhere. */
const LIKELY = [
  ...[
    'S001',
    's002',
    'S/9',
    '2025-05',
    'May 2025',
    'this',
    '2025-05-31',
    '31/05/2025',
    '2099-01-01',
  ],
  ...['28', '12.50', '-1', '0', '1', '1-9', '1-999999999999', '9007199254740993', '1e9', '₹ 5'],
  ...['Milk', 'dividing', 'present', 'P', 'H=off', 'Emp=student_id', '_', 'DD/MM/YYYY', 'UTC'],
  ...[
    '+919876543210',
    '',
    ' ',
    '\0',
    '\u202e',
    '../..',
    "' or 1=1",
    '<b>',
    '🍛'.repeat(40),
    'null',
  ],
];

const FILES = [
  'id,name,branch,phone\nS800,A,B,9876543210\n',
  'student_id,month,days_present\nS001,2025-05,30\nS002,2025-05,99\n',
  'date,head,amount\n2025-05-30,Milk,10\n2025-05-31,Nothing,x\n',
  'student_id,timestamp\nS001,2025-05-31 08:15\n',
  '<table><tr><td>student_id<td>days_present<tr><td>S001<td>3</table>',
  '\ufeff"',
  '',
];

const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...LIKELY) },
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const anything = fc.oneof(anyText, fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());

/** Mostly what the schema asks for, now and then something else. */
function likeOf(schema: TSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema) }, anything);
}

function fitting(schema: TSchema): fc.Arbitrary<unknown> {
  const { type, anyOf, items, properties, patternProperties, required } = schema as {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly anyOf?: readonly TSchema[];
    readonly items?: TSchema;
    readonly properties?: Readonly<Record<string, TSchema>>;
    readonly patternProperties?: Readonly<Record<string, TSchema>>;
    readonly required?: readonly string[];
  };
  const words = 'enum' in schema ? (schema.enum as readonly string[]) : undefined;
  if (words !== undefined) return fc.constantFrom(...words);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(likeOf));
  if (properties !== undefined) {
    const model = Object.fromEntries(
      Object.entries(properties).map(([key, each]) => [key, likeOf(each)]),
    );
    return fc.record(model, { requiredKeys: [...(required ?? [])] });
  }
  if (patternProperties !== undefined) {
    const [each = {}] = Object.values(patternProperties);
    return fc.dictionary(anyText, likeOf(each), { maxKeys: 3 });
  }
  if (items !== undefined) return fc.array(likeOf(items), { maxLength: 3 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'number' || type === 'integer') {
    return fc.oneof(fc.integer({ min: -1, max: 40 }), fc.double());
  }
  return anyText;
}

function toQuery(values: unknown): string {
  const pairs = Object.entries(values ?? {}).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((each): [string, string] => [key, String(each)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

interface Request {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly asking: Asking;
}

function requestTo(endpoint: Endpoint): fc.Arbitrary<Request> {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const params = fc.record(
    Object.fromEntries(names.map((name) => [name, anyText.filter((text) => text !== '')])),
  );
  const query = endpoint.query === undefined ? fc.constant({}) : likeOf(endpoint.query);
  const body = endpoint.body === undefined ? fc.constant(undefined) : likeOf(endpoint.body);
  const file = fc.oneof(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 80 }));
  return fc
    .record({ params, query, body, file, key: fc.option(fc.uuid(), { nil: undefined }) })
    .map((made) => ({
      endpoint,
      path: pathOf(endpoint, { params: made.params, query: toQuery(made.query) }),
      asking: {
        method: endpoint.method,
        body: made.body,
        file: endpoint.takesFile ? made.file : undefined,
        ...(made.key !== undefined && { headers: { 'idempotency-key': made.key } }),
      },
    }));
}

test(
  `of ${RUNS} requests made of the schemas none fails, and what is refused changes nothing`,
  async () => {
    const mess = await createMess();
    await addMay(mess);
    const { ask, signIn, log } = await serveMess(mess);
    const token = await signIn();
    const head = () => mess.rows('select max(sequence) as last from audit_entries');
    const endpoints = ENDPOINTS.filter(({ name }) => !LEFT_OUT.includes(name));
    const requests = fc.constantFrom(...endpoints).chain(requestTo);
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(requests, async ({ path, asking }) => {
        const before = head();
        const { status, json } = await ask(path, { ...asking, token });
        statuses.add(status);
        const bugs = log.filter((line) => line.includes('"bug"'));
        expect(bugs).toEqual([]);
        expect(status).toBeLessThan(500);
        if (status < 400) return;
        expect(json).toHaveProperty('error.reason');
        expect(head()).toEqual(before);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // It is about something only where some pass.
    expect(statuses.size).toBeGreaterThan(3);
  },
  RUNS * 600,
);
