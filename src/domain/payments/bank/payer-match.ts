import type { StudentDetails } from '../../students/student.ts';
import { groupBy } from '../../values/group-by.ts';
import { idKey } from '../../values/id.ts';
import { phoneKey } from '../../values/phone.ts';
import { foldText } from '../../values/text.ts';
import { createNameFinder, createStrangerFinder, type NamedStudents } from './named-students.ts';
import { isCutPayer, type PaymentTrace, tracePayment } from './narration.ts';
import type { StatementRow } from './statement.ts';

/** By what a payment was found to be a student's: our note, an id, whom the payer paid for before, a phone. */
export type MatchRule = 'code' | 'id' | 'payer' | 'phone';

export const MATCH_RULES: readonly MatchRule[] = ['code', 'id', 'payer', 'phone'];

/** What is to be done with a line that came in. */
export type Match =
  | {
      readonly kind: 'student';
      readonly studentId: string;
      readonly rule: MatchRule;
      /** For people. */
      readonly why: string;
      /** `YYYY-MM`, of the bill that our own note says it is for; null for none. */
      readonly month: string | null;
      /** Old dues are paid late. */
      readonly hasLeft: boolean;
    }
  | {
      readonly kind: 'suspense';
      /** For people: why nobody follows. */
      readonly why: string;
      /** Whose it may be; never taken by itself. */
      readonly suggestion: string | null;
    }
  /** What a gateway paid out, whose payments are in the gateway's own file. */
  | { readonly kind: 'settlement'; readonly reference: string | null }
  | { readonly kind: 'no payment'; readonly what: 'interest' | 'own cash' };

/** What a match is made with. */
export interface MatchKnowledge {
  /** Everybody, also who has left. */
  readonly roll: readonly Pick<StudentDetails, 'id' | 'name' | 'phone' | 'left'>[];
  /** For whom a UPI id, in small letters, paid before. */
  readonly payers: ReadonlyMap<string, readonly string[]>;
  /** What each owes, by id, in minor units. */
  readonly owedMinor: ReadonlyMap<string, bigint>;
  /** By which rules somebody is found; by all where it is not said. */
  readonly rules?: readonly MatchRule[] | undefined;
}

/** What each rule finds. */
interface Findings {
  readonly named: NamedStudents;
  readonly payers: readonly string[];
  readonly phones: readonly string[];
  /** The number that the UPI id begins with. */
  readonly phone: string;
}

const NONE: readonly string[] = [];

/**
 * Finds whose payment a line is. A student follows only where the first rule that says anything names exactly
 * one and no later rule another; our own note is stronger than who paid. An amount alone, and a name, only
 * suggest.
 */
export function createPayerMatch(
  knowledge: MatchKnowledge,
): (row: StatementRow, trace?: PaymentTrace) => Match {
  const { roll, payers, rules = MATCH_RULES } = knowledge;
  const students = new Map(roll.map((student) => [idKey(student.id), student]));
  const ids = roll.map(({ id }) => id);
  const [findNames, findStranger] = [createNameFinder(ids), createStrangerFinder(ids)];
  const byPhone = groupBy(roll, ({ phone }) => phoneKey(phone));
  const suggest = createSuggestion(knowledge);

  function find(row: StatementRow, payer: string | undefined): Findings {
    const phone = /^(?:\+?91)?(\d{10})(?:-\d{1,2})?@/.exec(payer ?? '')?.[1] ?? '';
    const isKnown = payer !== undefined && rules.includes('payer') && !isCutPayer(payer);
    const { byCode, byId, month } = findNames(row.narration);
    return {
      named: {
        byCode: rules.includes('code') ? byCode : NONE,
        byId: rules.includes('id') ? byId : NONE,
        month,
      },
      payers: isKnown ? (payers.get(payer) ?? NONE) : NONE,
      phones:
        phone !== '' && rules.includes('phone')
          ? (byPhone.get(phone) ?? NONE_OF_ROLL).map(({ id }) => id)
          : NONE,
      phone,
    };
  }

  return (row, trace = tracePayment(row)) => {
    if (trace.settlement !== undefined) {
      return { kind: 'settlement', reference: trace.settlement };
    }
    if (trace.mode === 'interest') return { kind: 'no payment', what: 'interest' };
    const found = find(row, trace.payer);
    const verdict = judge(found, trace.payer ?? '');
    if ('id' in verdict) {
      const { id: studentId, rule, why } = verdict;
      const hasLeft = (students.get(idKey(studentId))?.left ?? null) !== null;
      const month = rule === 'code' ? found.named.month : null;
      return { kind: 'student', studentId, rule, why, month, hasLeft };
    }
    const isOwnCash = trace.mode === 'cash' && verdict.why === NOBODY;
    if (isOwnCash) return { kind: 'no payment', what: 'own cash' };
    if (verdict.why !== NOBODY) return { kind: 'suspense', why: verdict.why, suggestion: null };
    const stranger = findStranger(row.narration);
    const why = stranger === undefined ? NOBODY : `${stranger} in the note is nobody's id`;
    return { kind: 'suspense', why, suggestion: suggest(row, trace.payer) };
  };
}

const NONE_OF_ROLL: readonly { readonly id: string }[] = [];
const NOBODY = 'nobody is named';

type Verdict =
  | { readonly id: string; readonly rule: MatchRule; readonly why: string }
  | { readonly why: string };

/** The rules in their order. */
function judge(
  { named: { byCode, byId }, payers, phones, phone }: Findings,
  payer: string,
): Verdict {
  const named = new Set([...byCode, ...byId]);
  if (named.size > 1) return { why: 'two students are named' };
  const [code] = byCode;
  if (code !== undefined) return { id: code, rule: 'code', why: `the note says MESS ${code}` };
  const paying = one(payers);
  const calling = one(phones);
  const [id] = byId;
  if (id !== undefined) {
    if (payers.length > 0 && !payers.includes(id)) {
      return { why: `the note names ${id}, this payer pays for ${list(payers)}` };
    }
    if (phones.length > 0 && !phones.includes(id)) {
      return { why: `the note names ${id}, the number is that of ${list(phones)}` };
    }
    return { id, rule: 'id', why: `the note names ${id}` };
  }
  if (payers.length > 1) return { why: `this payer pays for ${list(payers)}` };
  if (paying !== undefined) {
    if (phones.length > 0 && !phones.includes(paying)) {
      return { why: `this payer pays for ${paying}, the number is that of ${list(phones)}` };
    }
    return { id: paying, rule: 'payer', why: `${payer} paid for ${paying} before` };
  }
  if (phones.length > 1) return { why: `${phone} is the number of ${list(phones)}` };
  if (calling !== undefined) {
    return { id: calling, rule: 'phone', why: `${phone} is the number of ${calling}` };
  }
  return { why: NOBODY };
}

function one(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined;
}

function list(ids: readonly string[]): string {
  return ids.join(' and ');
}

/** Shorter ones are the beginning of too many names. */
const CUT_NAME = 6;

/** One of its own, and not the middle of a longer number. */
const PHONE = /(?<![\d@])(?:\+?91)?([6-9]\d{9})(?![\d@])/g;

/**
 * A name together with the very amount that its student owes, a phone number, or a UPI id that the bank cut off; else
 * who alone owes the very amount, or alone of those who do has a name that the bank may have cut off.
 */
function createSuggestion({
  roll,
  payers,
  owedMinor,
}: MatchKnowledge): (row: StatementRow, payer: string | undefined) => string | null {
  const byOwed = groupBy(roll, ({ id }) => owedMinor.get(id));
  const byPhone = groupBy(roll, ({ phone }) => phoneKey(phone));
  const learned = [...payers.keys()].sort();
  return ({ narration, amountMinor }, payer) => {
    const words = new Set(wordsOf(narration));
    const owing = (byOwed.get(amountMinor) ?? []).filter(({ name }) =>
      wordsOf(name).every((word) => words.has(word)),
    );
    const called = [...narration.matchAll(PHONE)].flatMap(
      ([, phone = '']) => byPhone.get(phone) ?? NONE_OF_ROLL,
    );
    const cut = payer !== undefined && isCutPayer(payer) ? payer : undefined;
    const alike = cut === undefined ? [] : startingWith(learned, cut);
    const ids = new Set([
      ...owing.map(({ id }) => id),
      ...called.map(({ id }) => id),
      ...alike.flatMap((each) => payers.get(each) ?? NONE),
    ]);
    if (ids.size > 0) return one([...ids]) ?? null;
    const owingIt = amountMinor > 0n ? (byOwed.get(amountMinor) ?? []) : [];
    const parts = narration.split(/[/|-]/).map((part) => wordsOf(part).join(' '));
    const begun = owingIt.filter(({ name }) => {
      const whole = wordsOf(name).join(' ');
      return parts.some((part) => part.length >= CUT_NAME && whole.startsWith(part));
    });
    return one(begun.map(({ id }) => id)) ?? one(owingIt.map(({ id }) => id)) ?? null;
  };
}

/** @param sorted by code unit */
function startingWith(sorted: readonly string[], start: string): readonly string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; sorted[at]?.startsWith(start); at++) found.push(sorted[at] ?? '');
  return found;
}

function wordsOf(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{M}]+/gu) ?? [];
}
