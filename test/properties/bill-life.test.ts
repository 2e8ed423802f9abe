import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { rankMembers } from '../../src/domain/billing/largest-remainder.ts';
import { draftBill } from '../../src/domain/billing/share-bill.ts';
import {
  explainPerHeadPart,
  explainSharedPart,
  type FindTurn,
  type WeightGroup,
} from '../../src/domain/billing/share-explanation.ts';
import { calendarDays } from '../../src/domain/values/month.ts';
import { compareCodePoints } from '../../src/domain/values/text.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { readBooks } from '../support/records/bills.ts';
import { enroll } from './attendance-files.ts';
import { csvText } from './csv-text.ts';
import { runs, TIMEOUT_MS } from './state.ts';

vi.setConfig({ testTimeout: TIMEOUT_MS });

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,4}$/);
/** In hundredths. Few figures, so that many are equal. */
const days = fc.oneof(
  fc.constantFrom(0, 50, 1500, 2800, 2800),
  fc.integer({ min: 0, max: 2800 }),
  fc.constant(null),
);
/** In minor units. Of a small one many get nothing but an odd unit. */
const amount = fc.oneof(
  fc.bigInt({ min: 1n, max: 60n }),
  fc.bigInt({ min: 1n, max: 9_999_999n }),
  fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n }),
);
const month = fc
  .record({ year: fc.integer({ min: 1990, max: 2024 }), number: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, number }) => `${year}-${String(number).padStart(2, '0')}`);

const sum = (parts: readonly (bigint | null)[]) =>
  parts.reduce<bigint>((total, part) => total + (part ?? 0n), 0n);

describe('the arithmetic of a share', () => {
  interface Member {
    readonly id: string;
    readonly weight: number;
  }

  function groupsOf(pool: readonly Member[], own: string): WeightGroup[] {
    return [...new Set(pool.map(({ weight }) => weight))].map((weight) => {
      const members = pool.filter((member) => member.weight === weight);
      const before = members.filter((member) => compareCodePoints(member.id, own) < 0).length;
      return { weight, members: members.length, before };
    });
  }

  /** The place among equals by the ranks of the rule, and not by counting from where the turn starts. */
  function turnByRank(pool: readonly Member[], own: string, when: string): FindTurn {
    const ranks = rankMembers(pool, ({ weight }) => weight, when);
    return async ({ weights, start }) => {
      const first = pool[ranks.indexOf(0)];
      const present = pool.filter(({ weight }) => weight > 0).map((member) => member.id);
      expect(present.sort(compareCodePoints)[start]).toBe(first?.id);
      const equal = pool
        .map((member, index) => ({ ...member, rank: ranks[index] ?? 0 }))
        .filter(({ weight }) => weights.includes(weight))
        .sort((a, b) => a.rank - b.rank);
      return equal.findIndex((member) => member.id === own) + 1;
    };
  }

  test('comes to what the bill gives every student, who of equals gets the odd unit too', async () => {
    const roll = fc.uniqueArray(fc.record({ id, name: fc.constant('N'), daysHundredths: days }), {
      minLength: 1,
      maxLength: 30,
      selector: (student) => student.id,
    });
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(
      roll,
      amount,
      amount,
      amount,
      month,
      async (students, total, perHead, fixed, when) => {
        fc.pre(students.some(({ daysHundredths }) => (daysHundredths ?? 0) > 0));
        const amounts = { totalMinor: total, perHeadMinor: perHead, fixedMinor: fixed };
        const bill = draftBill(when, calendarDays(when), amounts, students);
        expect(sum(bill.shares.map(({ dividingMinor }) => dividingMinor))).toBe(total);
        expect(sum(bill.shares.map(({ fixedMinor }) => fixedMinor))).toBe(fixed);
        expect(sum(bill.shares.map(({ amountMinor }) => amountMinor))).toBe(bill.billedMinor);
        const byDays = bill.shares.map(({ student, daysHundredths: weight }) => {
          return { id: student.id, weight };
        });
        const equally = students.map((student) => ({ id: student.id, weight: 1 }));
        for (const share of bill.shares) {
          const own = share.student.id;
          const explain = async (shared: bigint, pool: readonly Member[], weight: number) => {
            const turn = turnByRank(pool, own, when);
            const part = await explainSharedPart(shared, weight, groupsOf(pool, own), when, turn);
            expect(part.floorMinor * BigInt(part.totalWeight) + part.remainder).toBe(
              part.numerator,
            );
            expect(part.floorMinor + (part.getsOddUnit ? 1n : 0n)).toBe(part.amountMinor);
            // A turn is taken where some of the equals get one, and not all.
            const forEquals = part.leftOver - part.larger;
            const isTurn = weight > 0 && forEquals > 0 && forEquals < part.equal;
            expect(part.turn !== null).toBe(isTurn);
            const key = `${part.reason}${part.turn === null ? '' : ` ${part.getsOddUnit}`}`;
            seen.set(key, (seen.get(key) ?? 0) + 1);
            return part.amountMinor;
          };
          const dividing = await explain(total, byDays, share.daysHundredths);
          const equal = await explain(fixed, equally, 1);
          const charge = explainPerHeadPart(perHead, share.daysHundredths, calendarDays(when));
          expect([dividing, charge.amountMinor, equal]).toEqual([
            share.dividingMinor,
            share.perHeadMinor,
            share.fixedMinor,
          ]);
          expect(sum([dividing, charge.amountMinor, equal])).toBe(share.amountMinor);
        }
      },
    );
    await fc.assert(property, runs(400));
    // Each way was gone often enough to be proven.
    for (const reason of [
      'none left over',
      'takes no part',
      'remainder too small',
      'remainder large enough',
      'turn true',
      'turn false',
    ]) {
      expect([reason, seen.get(reason) ?? 0]).toEqual([reason, expect.toSatisfy((n) => n > 50)]);
    }
  });
});

interface Share {
  readonly studentId: string;
  readonly dividing: string | null;
  readonly perHead: string | null;
  readonly fixed: string | null;
  readonly amount: string;
}

interface BillDocument {
  readonly revision: number;
  readonly billed: string;
  readonly total: string | null;
  readonly fixed: string | null;
  readonly shares: readonly Share[];
}

interface Quota {
  readonly quota: { readonly numerator: string; readonly denominator: string };
  readonly amount: string;
}

interface SharedPart extends Quota {
  readonly floor: string;
  readonly remainder: string;
  readonly oddUnit: string;
}

interface Explanation {
  readonly dividing: SharedPart | null;
  readonly perHead: (Quota & { readonly roundedUp: boolean }) | null;
  readonly fixed: SharedPart | null;
  readonly amount: string;
}

const money = (minor: bigint) => String(minor).padStart(3, '0').replace(/(..)$/, '.$1');
const toMinor = (text: string | null | undefined) =>
  text === null || text === undefined ? null : BigInt(text.replace('.', ''));

/** An amount of a bill that has such a part. */
const given = fc.record(
  { '--total': amount, '--per-head': amount, '--fixed': amount },
  { requiredKeys: [] },
);
const toFlags = (amounts: object) =>
  Object.entries(amounts).flatMap(([flag, minor]) => [flag, money(minor)]);

const billed = fc.record({
  month,
  amounts: given.filter((amounts) => Object.keys(amounts).length > 0),
  /** Dining days; the calendar days when undefined. */
  days: fc.option(fc.constantFrom(28), { nil: undefined }),
  /** By the place on the roll. */
  present: fc.array(days, { minLength: 6, maxLength: 6 }),
  corrected: fc.record({ place: fc.nat({ max: 5 }), days: fc.integer({ min: 0, max: 2800 }) }),
  revised: given,
  end: fc.constantFrom('live', 'live', 'void'),
});

/** A roll of six, and three months of which each is billed, revised, voided and billed again. */
const story = fc.record({
  roll: fc
    .uniqueArray(id, { minLength: 6, maxLength: 6, selector: (each) => each.toLowerCase() })
    .map((ids) => ids.map((each) => ({ id: each, name: 'N', joined: '' }))),
  months: fc.uniqueArray(billed, {
    minLength: 3,
    maxLength: 3,
    selector: (each) => each.month,
  }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;
type Billed = Story['months'][number];

async function recordDays(mess: TestMess, roll: Story['roll'], { month, present }: Billed) {
  const rows = present.flatMap((each, place) => {
    // Somebody must have been there.
    const figure = place === 0 ? Math.max(each ?? 0, 1) : each;
    return figure === null ? [] : [[roll[place]?.id ?? '', month, String(figure / 100)]];
  });
  const stdin = csvText([['student_id', 'month', 'days_present'], ...rows]);
  const { code, stderr } = await mess.with({ stdin })('attendance', 'import', '-');
  expect([code, stderr]).toEqual([0, expect.any(String)]);
}

function expectAddsUp({ shares, billed, total, fixed }: BillDocument): void {
  expect(sum(shares.map((share) => toMinor(share.amount)))).toBe(toMinor(billed));
  expect(sum(shares.map((share) => toMinor(share.dividing)))).toBe(toMinor(total) ?? 0n);
  expect(sum(shares.map((share) => toMinor(share.fixed)))).toBe(toMinor(fixed) ?? 0n);
  for (const { dividing, perHead, fixed, amount } of shares) {
    expect(sum([dividing, perHead, fixed].map(toMinor))).toBe(toMinor(amount));
  }
}

/** Works shares out again from what is explained of them. */
async function expectExplained(
  mess: TestMess,
  month: string,
  shares: readonly Share[],
): Promise<void> {
  for (const share of shares) {
    const explain = ['bill', 'explain', share.studentId, '--month', month];
    const { dividing, perHead, fixed, amount } = await mess.json<Explanation>(...explain);
    for (const [part, stored] of [
      [dividing, share.dividing],
      [fixed, share.fixed],
    ] as const) {
      expect(part?.amount ?? null).toBe(stored);
      if (part === null) continue;
      const { numerator, denominator } = part.quota;
      const floor = BigInt(numerator) / BigInt(denominator);
      expect([part.floor, part.remainder]).toEqual([
        money(floor),
        String(BigInt(numerator) % BigInt(denominator)),
      ]);
      expect(money(floor + (toMinor(part.oddUnit) ?? 0n))).toBe(stored);
    }
    expect(perHead?.amount ?? null).toBe(share.perHead);
    if (perHead !== null) {
      const [numerator, denominator] = [perHead.quota.numerator, perHead.quota.denominator];
      const twice = 2n * BigInt(numerator) + BigInt(denominator);
      expect(money(twice / (2n * BigInt(denominator)))).toBe(share.perHead);
    }
    expect(amount).toBe(share.amount);
  }
}

/** The life of one month. @returns the bill that counts in the end */
async function live(mess: TestMess, story: Story, of: Billed): Promise<BillDocument | null> {
  const { month, corrected } = of;
  const on = (verb: string, ...more: string[]) => ['bill', verb, '--month', month, ...more];
  const revise = (...more: string[]) =>
    mess.json<BillDocument>(...on('revise', '--reason', 'x', '--yes', ...more));
  await recordDays(mess, story.roll, of);
  const dining = of.days === undefined ? [] : ['--days', String(of.days)];
  const flags = [...toFlags(of.amounts), ...dining];
  const first = await mess.json<BillDocument>(...on('register', ...flags));
  expectAddsUp(first);
  await expectExplained(mess, month, first.shares);

  const books = readBooks(mess);
  for (const same of [[], flags]) {
    expect(await revise(...same)).toMatchObject({ revised: false, revision: 1 });
  }
  expect(readBooks(mess)).toEqual(books);

  const voided = await mess(...on('void', '--reason', 'x', '--yes'));
  const [, line = ''] = /as it was: mess (.*)\n$/.exec(voided.stdout) ?? [];
  const again = await mess.json<BillDocument>(...line.split(' '));
  expect(again).toEqual({ ...first, revision: 2 });

  const { id: whose = '' } = story.roll[corrected.place] ?? {};
  await mess.do(`attendance record ${whose} --month ${month} --days ${corrected.days / 100}`);
  const result = await mess(...on('revise', '--reason', 'x', '--yes', '--json'));
  if (result.code !== 0) {
    // He was the only one who was there.
    expect([result.code, result.stderr]).toEqual([
      6,
      expect.stringContaining('Nobody was present'),
    ]);
  }
  const { code } = await mess(...on('revise', ...toFlags(of.revised), '--reason', 'y', '--yes'));
  const last = await mess.json<BillDocument>(...on('show'));
  expectAddsUp(last);
  const ofCorrected = last.shares.filter(({ studentId }) => studentId === whose);
  expect(ofCorrected).toHaveLength(1);
  await expectExplained(mess, month, ofCorrected);
  if (code === 0) expect(await revise()).toMatchObject({ revised: false });
  if (of.end === 'live') return last;
  await mess.do(`bill void --month ${month} --reason x --yes`);
  return null;
}

test('bills that are made, explained, revised, voided and made again: what students owe is the sum of those that count', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const mess = await createMess();
      await enroll(mess, told.roll);
      const bills: BillDocument[] = [];
      for (const each of told.months) {
        const last = await live(mess, told, each);
        if (last !== null) bills.push(last);
      }
      for (const { id: whose } of told.roll) {
        const shares = bills.flatMap((bill) => bill.shares);
        const own = shares.filter(({ studentId }) => studentId === whose);
        expect(await mess.json('expenses', 'show', whose)).toMatchObject({
          total: money(sum(own.map((share) => toMinor(share.amount)))),
        });
      }
      expect(await mess.json('db', 'verify')).toMatchObject({ findings: [] });
    }),
    runs(3),
  );
});
