import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../src/domain/payments/bank/statement.ts';
import { countTried } from '../../support/strength.ts';
import { readText } from './read-text.ts';
import { type BankLine, LAYOUTS, type Layout, printStatement } from './statement-text.ts';

const amount = fc.bigInt(-9_000_000n, 90_000_000n).map((minor) => (minor === 0n ? 1n : minor));
const words = fc.constantFrom(
  'MESS',
  'may',
  'TOTAL',
  'opening balance',
  'RENT',
  '21CS014',
  'x@ybl',
  '05/06/2025',
);
const narration = fc
  .tuple(
    fc.constantFrom('UPI/515412345601/', 'NEFT CR-', 'CHQ DEP ', ''),
    fc.array(words, { minLength: 1, maxLength: 3 }),
  )
  .map(([start, rest]) => `${start}${rest.join(' ')}`);
const reference = fc.constantFrom('', '000123', '0000515412345601', 'HDFCN52025060512345678');

interface Case {
  readonly opening: bigint;
  readonly lines: readonly BankLine[];
}

/** A day is that of one line, so that the order of the lines is that of their dates. */
const cases: fc.Arbitrary<Case> = fc
  .tuple(
    fc.bigInt(-50_000_000n, 900_000_000n),
    fc.array(
      fc.record({
        days: fc.integer({ min: 1, max: 40 }),
        amountMinor: amount,
        narration,
        reference,
      }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
  )
  .map(([opening, drafts]) => {
    let [ms, balanceMinor] = [Date.parse('2024-07-01'), opening];
    const lines = drafts.map(({ days, ...draft }) => {
      ms += days * 24 * 60 * 60_000;
      balanceMinor += draft.amountMinor;
      return { ...draft, balanceMinor, date: new Date(ms).toISOString().slice(0, 10) };
    });
    return { opening, lines };
  });

function contentOf({ rows }: Pick<Statement, 'rows'>): readonly BankLine[] {
  return rows.map(({ date, amountMinor, narration, reference, balanceMinor }) => ({
    date,
    amountMinor,
    narration,
    reference,
    balanceMinor: balanceMinor ?? -1n,
  }));
}

function asPrinted(layout: Layout, lines: readonly BankLine[]): readonly BankLine[] {
  return lines.map((line) => ({ ...line, reference: layout.hasReference ? line.reference : '' }));
}

const RUNS = { numRuns: countTried(60) };

describe.each(LAYOUTS)('$name', (layout) => {
  const { statesOpening, statesClosing } = layout;

  test('what is printed is read back, and proved', async () => {
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.integer({ min: 20, max: 3000 }),
        async ({ opening, lines }, bytes) => {
          const { text, lineOf } = printStatement(layout, lines, opening);
          const statement = await readText(text, {}, bytes);
          expect(statement.mistakes).toEqual([]);
          expect(contentOf(statement)).toEqual(asPrinted(layout, lines));
          expect(statement.rows.map(({ line }) => line)).toEqual(lines.map((_, at) => lineOf(at)));
          expect(statement.provedByBalance).toBe(lines.length > 1 || statesOpening ? true : null);
        },
      ),
      RUNS,
    );
  });

  test('a line that is missing is missed', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), async ({ opening, lines }, any) => {
        const at = any % lines.length;
        // What nothing comes before or after is not missed by anybody.
        fc.pre((statesOpening || at > 0) && (statesClosing || at < lines.length - 1));
        const printed = lines.map(layout.print).filter((_, place) => place !== at);
        const { text, lineOf } = printStatement(layout, lines, opening, printed);
        const { mistakes, provedByBalance } = await readText(text);
        expect(provedByBalance).toBe(false);
        expect(mistakes).toMatchObject([{ code: 'balance_does_not_follow' }]);
        if (at < printed.length) expect(mistakes[0]?.line).toBe(lineOf(at));
      }),
      RUNS,
    );
  });

  test('an amount that was altered is named', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), amount, async ({ opening, lines }, any, change) => {
        const at = any % lines.length;
        fc.pre(statesOpening || at > 0);
        const altered = lines.map((line, place) => {
          const amountMinor = line.amountMinor + (place === at ? change : 0n);
          return layout.print({ ...line, amountMinor }, place);
        });
        fc.pre((lines[at]?.amountMinor ?? 0n) + change !== 0n);
        const { text, lineOf } = printStatement(layout, lines, opening, altered);
        const { mistakes } = await readText(text);
        expect(mistakes).toMatchObject([{ code: 'balance_does_not_follow', line: lineOf(at) }]);
      }),
      RUNS,
    );
  });
});
