import fc from 'fast-check';
import { expect } from 'vitest';
import { money, purchaseDocument } from '../documents.ts';
import { HEADS, type Head, liveBill, type Model, type Purchase } from '../mess-model.ts';
import { type Command, someAmount, someMonth, step } from './step.ts';

interface SomePurchase {
  readonly date: string;
  readonly head: Head;
  readonly minor: bigint;
  readonly note: string | null;
}

const someDate = fc
  .record({ month: someMonth, day: fc.constantFrom('01', '15', '30') })
  .map(({ month, day }) => `${month}-${day}`);

const somePurchase: fc.Arbitrary<SomePurchase> = fc.record({
  date: someDate,
  head: fc.constantFrom(...HEADS),
  minor: someAmount,
  note: fc.option(fc.constantFrom('rice', 'late'), { freq: 1 }),
});

/** Few enough for the same one to come again. */
const someKnownPurchase: fc.Arbitrary<SomePurchase> = fc.record({
  date: fc.constantFrom('2025-05-01', '2025-05-15', '2025-04-30'),
  head: fc.constantFrom(HEADS[0], HEADS[3]),
  minor: fc.constantFrom(100n, 3333n),
  note: fc.constantFrom(null, 'rice'),
});

const monthOf = ({ date }: Pick<SomePurchase, 'date'>) => date.slice(0, 7);

/** Their months but for those whose bill does not know of purchases, about which something else is said. */
function madeOfPurchases(model: Model, purchases: readonly Pick<SomePurchase, 'date'>[]): string[] {
  return purchases.map(monthOf).filter((month) => liveBill(model, month)?.heads !== null);
}

const isClosed = ({ closed }: Model, purchases: readonly Pick<SomePurchase, 'date'>[]) =>
  purchases.some((each) => closed.has(monthOf(each)));

function enter(model: Model, purchase: SomePurchase): Purchase {
  const no = model.purchases.length + 1;
  const entered = { ...purchase, no, at: model.now, voidReason: null, voidedAt: null };
  model.purchases.push(entered);
  return entered;
}

export function buy(purchase: SomePurchase): Command {
  return step((model) => {
    const { date, head, minor, note } = purchase;
    const words = ['--date', date, '--head', head.name, '--amount', money(minor)];
    return {
      words: [
        'purchase',
        'add',
        '--unlikely',
        ...words,
        ...(note === null ? [] : ['--note', note]),
      ],
      refusals: isClosed(model, [purchase]) ? [8] : [],
      apply: () => ({
        changes: true,
        document: purchaseDocument(enter(model, purchase)),
        changed: madeOfPurchases(model, [purchase]),
      }),
    };
  });
}

export const buying: fc.Arbitrary<Command> = fc.oneof(somePurchase, someKnownPurchase).map(buy);

/** A row that is one that counts is that one; else one that was voided; else it is new. */
function match(model: Model, rows: readonly SomePurchase[]) {
  const unmatched = [...model.purchases];
  const take = (row: SomePurchase, isVoid: boolean): boolean => {
    const at = unmatched.findIndex(
      ({ date, head, minor, note, voidReason }) =>
        (voidReason !== null) === isVoid &&
        (['date', 'head', 'minor', 'note'] as const).every(
          (key) => row[key] === { date, head, minor, note }[key],
        ),
    );
    if (at >= 0) unmatched.splice(at, 1);
    return at >= 0;
  };
  const found = rows.map((row) => {
    const as = take(row, false) ? 'unchanged' : take(row, true) ? 'voided' : 'new';
    return { row, as } as const;
  });
  return (wanted: 'unchanged' | 'voided' | 'new') =>
    found.flatMap(({ row, as }) => (as === wanted ? [row] : []));
}

const toLine = ({ date, head, minor, note }: SomePurchase) =>
  [date, head.name, money(minor), note ?? ''].join(',');

const someFault = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constantFrom(['2025-05-03,Jewels,5.00,'], ['2025-05-32,Gas,5.00,']) },
);

export const importingPurchases: fc.Arbitrary<Command> = fc
  .record({
    rows: fc.array(fc.oneof(someKnownPurchase, somePurchase), { minLength: 1, maxLength: 4 }),
    fault: someFault,
    again: fc.constantFrom(false, false, false, true),
  })
  .map(({ rows, fault, again }) =>
    step((model) => {
      const matched = match(model, rows);
      const added = again ? rows : matched('new');
      const lines = ['date,head,amount,note', ...rows.map(toLine), ...fault];
      return {
        words: ['purchase', 'import', '-', '--unlikely', ...(again ? ['--again'] : [])],
        stdin: `${lines.join('\n')}\n`,
        refusals: [...(fault.length > 0 ? [6] : []), ...(isClosed(model, added) ? [8] : [])],
        apply: (said) => {
          const [first] = added.map((row) => enter(model, row)).map(({ no }) => no);
          const last = model.purchases.length;
          const counts = {
            rows: rows.length,
            inserted: added.length,
            updated: 0,
            rejected: 0,
            ...(again
              ? { unchanged: 0, skipped: 0 }
              : { unchanged: matched('unchanged').length, skipped: matched('voided').length }),
          };
          const written =
            first === undefined
              ? { import: null }
              : { import: expect.any(Number), purchases: { first, last } };
          const { warnings: _, ...rest } = said;
          return {
            changes: added.length > 0,
            document: { ...rest, ...counts, errors: [], ...written },
            changed: madeOfPurchases(model, added),
          };
        },
      };
    }),
  );

export const voidingPurchases: fc.Arbitrary<Command> = fc
  .uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 2 })
  .map((picks) =>
    step((model) => {
      const { length } = model.purchases;
      // One more than there are, for one that is not.
      const numbers = [...new Set(picks.map((pick) => (pick % (length + 1)) + 1))].sort(
        (a, b) => a - b,
      );
      const found = model.purchases.filter(({ no }) => numbers.includes(no));
      return {
        words: ['purchase', 'void', ...numbers.map(String), '--reason', 'mistyped', '--yes'],
        refusals: [
          ...(found.length < numbers.length ? [3] : []),
          ...(found.some(({ voidReason }) => voidReason !== null) ? [8] : []),
          ...(isClosed(model, found) ? [8] : []),
        ],
        apply: () => {
          for (const purchase of found) {
            purchase.voidReason = 'mistyped';
            purchase.voidedAt = model.now;
          }
          const total = money(found.reduce((sum, { minor }) => sum + minor, 0n));
          return {
            changes: true,
            document: { purchases: found.map(purchaseDocument), total },
            changed: madeOfPurchases(model, found),
          };
        },
      };
    }),
  );
