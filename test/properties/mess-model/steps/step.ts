import fc from 'fast-check';
import { expect } from 'vitest';
import type { Result, TestMess } from '../../../support/mess.ts';
import { expectStarts, glance } from '../look.ts';
import { findStudent, isStale, liveBill, type Model, type Student } from '../mess-model.ts';

/** The program, and how often which command ended how. */
export interface Real {
  readonly mess: TestMess;
  readonly seen: Map<string, number>;
}

export type Document = Record<string, unknown>;

/** What a command is, and what ought to come of it. */
export interface Step {
  readonly words: readonly string[];
  readonly stdin?: string;
  /** Codes of all there is to refuse it for: the program may say any. Where there are none, it is done. */
  readonly refusals: readonly number[];
  /** Does it to the model, and gives what the program ought to have said. */
  readonly apply: (said: Document) => {
    readonly changes: boolean;
    readonly document: Document | readonly Document[] | null;
    /** How each warning begins; not looked at when undefined. */
    readonly warnings?: readonly string[];
    /** Months that it changed: their bills are warned of where they are stale now. */
    readonly changed?: readonly string[];
  };
}

export interface Command extends fc.AsyncCommand<Model, Real> {
  /** What there is to do, and what ought to come of it, as the mess is now. */
  plan(model: Model): Step;
}

/** Runs it in the program and in the model, and compares what came of it. */
export function step(plan: (model: Model) => Step): Command {
  let said = '';
  return {
    plan,
    check: () => true,
    run: async (model, real) => {
      tick(model, real);
      const planned = plan(model);
      const { words, stdin = '' } = planned;
      said = `mess ${words.join(' ')}${stdin === '' ? '' : ` <<< ${JSON.stringify(stdin)}`}`;
      const result = await real.mess.with({ stdin })(...words, '--json');
      const outcome = `${words.slice(0, 2).join(' ')} ${result.code}`;
      real.seen.set(outcome, (real.seen.get(outcome) ?? 0) + 1);
      settle(model, planned, result, said);
      await glance(model, real.mess);
    },
    toString: () => `\n  ${said}`,
  };
}

/** Does to the model what was done, and compares what was said. */
export function settle(
  model: Model,
  { refusals, apply }: Step,
  { code, stdout, stderr }: Result,
  said: string,
): void {
  if (refusals.length > 0) {
    expect(refusals, `${said}: ${code} ${stderr}`).toContain(code);
    return;
  }
  expect({ code, stderr }, said).toEqual({ code: 0, stderr: expect.any(String) });
  const actual = JSON.parse(stdout);
  const { changes, document, warnings, changed } = apply(actual ?? {});
  if (changes) model.changes += 1;
  if (actual === null || Array.isArray(actual)) {
    expect(actual, said).toEqual(document);
    return;
  }
  // What the record of changes came to is looked at elsewhere.
  const { warnings: given = [], record: _, ...rest } = actual;
  const { record: __, ...expected } = document as Record<string, unknown>;
  expect(rest, said).toEqual(expected);
  if (warnings !== undefined) expectStarts(given, warnings);
  if (changed !== undefined) expectStarts(given.filter(isAboutBill), leftBehind(model, changed));
}

/** Each operation at a time of its own. */
function tick(model: Model, { mess }: Real): void {
  mess.now = new Date(mess.now.getTime() + 61_000);
  model.now = mess.now.toISOString();
}

export function monthName(month: string): string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${month}-01T00:00:00Z`).toLocaleString('en', options);
}

const isAboutBill = (warning: string) => warning.includes('was made before this change');

/** Warnings of bills that were made before a change of these months. */
export function leftBehind(model: Model, months: readonly string[]): string[] {
  return [...new Set(months)].sort().flatMap((month) => {
    const bill = liveBill(model, month);
    return bill !== undefined && isStale(model, bill)
      ? [`The bill of ${monthName(month)} was made before this change.`]
      : [];
  });
}

/** The months are few, and one of them has the most to suffer. */
export const someMonth = fc.oneof(
  { weight: 5, arbitrary: fc.constant('2025-05') },
  { weight: 2, arbitrary: fc.constantFrom('2025-04', '2025-06') },
  { weight: 1, arbitrary: fc.constant('2025-03') },
);

/** Mostly one that has a bill, where there is any. */
export const someBilled = fc.record({
  month: someMonth,
  pick: fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 3 }) },
    { weight: 1, arbitrary: fc.constant(-1) },
  ),
});
export type SomeBilled = typeof someBilled extends fc.Arbitrary<infer T> ? T : never;

export function billedMonth(model: Model, { month, pick }: SomeBilled): string {
  const live = model.bills.filter(({ status }) => status === 'live');
  return pick < 0 ? month : (live[pick % live.length]?.month ?? month);
}

export const someAmount = fc
  .constantFrom(100, 5, 100_001, 3333, 700, 9_000_000, 29_999)
  .map((minor) => BigInt(minor));

/** One of those who are there, by their place; rarely somebody who is not. */
export const someStudent = fc.record({
  pick: fc.oneof(
    { weight: 15, arbitrary: fc.nat({ max: 5 }) },
    { weight: 1, arbitrary: fc.constant(-1) },
  ),
  inOtherCase: fc.boolean(),
});
export type SomeStudent = typeof someStudent extends fc.Arbitrary<infer T> ? T : never;

/** The id as it is typed, and whom it means. */
export function refer(
  model: Model,
  { pick, inOtherCase }: SomeStudent,
): { readonly id: string; readonly student: Student | undefined } {
  const id = pick < 0 ? 'NOBODY' : (model.students[pick % model.students.length]?.id ?? 'NOBODY');
  const other = id === id.toLowerCase() ? id.toUpperCase() : id.toLowerCase();
  return { id: inOtherCase ? other : id, student: findStudent(model, id) };
}
