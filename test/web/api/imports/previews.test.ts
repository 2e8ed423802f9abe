import { expect, test } from 'vitest';
import { DEFAULT_BOUNDS } from '../../../../src/input/csv/csv.ts';
import { sourceOfBytes } from '../../../../src/input/csv/source.ts';
import { planPurchaseImport } from '../../../../src/operations/purchases/import.ts';
import { ENDPOINTS } from '../../../../src/web/api/catalogue.ts';
import { openPast } from '../../../support/books/open-past.ts';
import { createMess, type TestMess } from '../../../support/mess.ts';
import { addFourStudents, MAY_CSV } from '../../../support/records/month.ts';
import { type Answered, serveMess } from '../../serve-mess.ts';
import { refusal, STATEMENT } from '../money/accounts.ts';
import { auditHead } from '../record-head.ts';

/** A file, and what is done by another between the look at it and the yes. */
interface Sample {
  readonly path: string;
  readonly query?: string;
  readonly file: string;
  readonly meanwhile: string;
  /** What of the file is no longer new by then. */
  readonly counts: readonly [before: number, after: number];
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  importStudents: {
    path: '/students/imports',
    query: '&onConflict=skip',
    file: 'id,name,branch,phone\nS005,Eva,CSE,9876543215\nS006,Om,CSE,9876543216\n',
    meanwhile: 'student add S005 --name Eva --branch CSE --phone 9876543215',
    counts: [2, 1],
  },
  importAttendance: {
    path: '/attendance/imports',
    file: MAY_CSV,
    meanwhile: 'attendance record S003 --month 2025-05 --days 15',
    counts: [4, 3],
  },
  importPurchases: {
    path: '/purchases/imports',
    file: 'date,head,amount\n2025-05-30,Milk,10\n2025-05-31,Milk,11\n',
    meanwhile: 'purchase add --date 2025-05-30 --amount 10 --head Milk',
    counts: [2, 1],
  },
  importCharges: {
    path: '/charges/imports',
    query: '&month=2025-05',
    file: 'id,kind,amount\nS001,extra,10\nS002,extra,11\n',
    meanwhile: 'charge add S001 --month 2025-05 --kind extra --amount 10',
    counts: [2, 1],
  },
  importPayments: {
    path: '/payments/imports',
    file: STATEMENT,
    meanwhile:
      'payment record S002 --amount 100 --method upi --reference 515212345601 --date 2025-06-01',
    counts: [2, 1],
  },
  importOpenings: {
    path: '/openings/imports',
    file: 'id,amount\nS001,10\nS002,20\n',
    meanwhile: 'opening set S001 --amount 10',
    counts: [2, 1],
  },
};

async function createReady(): Promise<TestMess> {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('settings --accounts-from 2025-05 --quiet');
  return mess;
}

test('every import that is asked for over HTTP is shown first', () => {
  const imports = ENDPOINTS.filter(({ takesFile }) => takesFile).map(({ name }) => name);
  expect(Object.keys(SAMPLES).sort()).toEqual(imports.sort());
});

test.each(Object.entries(SAMPLES))(
  '%s is shown, and done as it was shown or not at all',
  async (name, { path, query = '', file, meanwhile, counts: [before, after] }) => {
    const mess = await createReady();
    const { ask, signIn } = await serveMess(mess);
    const token = await signIn();
    const send = (more: string, bytes = file) =>
      ask(`/api/v1${path}?${more}${query}`, { token, file: bytes });
    const basisOf = ({ headers }: Answered) => headers.get('x-basis') ?? '';

    const shown = await send('dryRun');
    expect(shown).toMatchObject({ status: 200, json: { dryRun: true, inserted: before } });
    await mess.do(meanwhile);
    const head = await auditHead(mess);
    const refused = await send(`basis=${basisOf(shown)}`);
    expect(refused).toMatchObject({
      status: 409,
      json: {
        error: {
          reason: 'changed_meanwhile',
          message: 'What was agreed to is another by now. Nothing was written.',
          details: { preview: { dryRun: true, inserted: after } },
        },
      },
    });
    const { basis, preview } = refused.json.error.details;
    expect(basis).toBe(basisOf(await send('dryRun')));
    // Neither for another file nor read in another way, though it would come to the same.
    expect(await send(`basis=${basis}`, `${file}\n`)).toMatchObject(
      refusal(409, 'changed_meanwhile'),
    );
    expect(await send(`basis=${basis}&encoding=utf-8`)).toMatchObject(
      refusal(409, 'changed_meanwhile'),
    );
    expect(await auditHead(mess)).toBe(head);

    // To say of a flag that it is not meant says nothing.
    const unmeant = name === 'importPayments' ? 'again' : 'partial';
    const done = await send(`basis=${basis}&${unmeant}=false`);
    expect([done.status, done.headers.get('x-basis')]).toEqual([200, null]);
    const { inserted, updated, unchanged, skipped } = preview;
    expect(done.json).toMatchObject({ inserted, updated, unchanged, skipped, dryRun: false });
    expect(await auditHead(mess)).toBe(head + 1);
    expect((await mess('db', 'verify')).code).toBe(0);
  },
);

test('what somebody else records after the last look is seen by the transaction', async () => {
  const mess = await createReady();
  const { opened, actor } = await openPast(mess);
  const { file, meanwhile } = SAMPLES.importPurchases as Sample;
  const write = async (month: string, asPlanned: boolean) => {
    const options = {
      ...{ dryRun: false, partial: false, keepRejects: false, again: false, unlikely: false },
      asPlanned,
      file: { ...DEFAULT_BOUNDS, ignoreUnknown: false },
    };
    const source = sourceOfBytes('may.csv', Buffer.from(file.replaceAll('2025-05', month)));
    const planned = await planPurchaseImport(opened, actor, source, options, () => {});
    expect(planned.report.inserted).toBe(2);
    await mess.do(meanwhile.replaceAll('2025-05', month));
    return planned.write(() => {});
  };
  await expect(write('2025-05', true)).rejects.toMatchObject({ reason: 'changed_meanwhile' });
  // Who agreed to nothing in particular gets what is left of it.
  expect(await write('2025-03', false)).toMatchObject({ inserted: 1, unchanged: 1 });
});
