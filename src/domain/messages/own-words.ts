import {
  collectMistakes,
  IN_BRACES,
  type MessageKind,
  type MessageTemplate,
  type VariableName,
} from './template.ts';

/** Variables that have a value in every message of a kind. */
const CERTAIN: Readonly<Record<MessageKind, readonly VariableName[]>> = {
  bill: ['name', 'id', 'mess', 'currency', 'branch', 'month', 'days', 'amount'],
  dues: ['name', 'id', 'mess', 'currency', 'branch', 'totalDue', 'asOf'],
  receipt: ['name', 'id', 'mess', 'currency', 'receipt', 'date', 'amount'],
};

/**
 * Of words that a mess gives: nobody is to get a message without a subject, or one of which every line is left out.
 *
 * @param file what the file is called, for the sentence
 * @throws InvalidInputError `unfit_template`
 */
export function refuseEmptiable(template: MessageTemplate, source: string, file: string): void {
  const { kind, subject, text } = template;
  const certain: readonly string[] = CERTAIN[kind];
  const mayLack = (line: string) => namesOf(line).some((name) => !certain.includes(name));
  const refuse = collectMistakes();
  const rest = subject.replace(IN_BRACES, (whole, name: string) => {
    return certain.includes(name) ? whole : '';
  });
  if (rest.trim() === '')
    refuse(1, 'nothing is left of the subject where its variables have no value');
  if (text.split('\n').every((line) => line === '' || mayLack(line))) {
    const first = source.split('\n').findIndex((line, at) => at > 0 && line.trim() !== '') + 1;
    const sure = certain.map((name) => `{${name}}`).join(', ');
    refuse(
      first,
      `every line may be left out, since it has a variable that may have no value; at least one has none, or only ${sure}`,
    );
  }
  refuse.all(file);
}

/** Whether the words of a reminder or a bill tell a due day also where it is over: `payBy` does not. */
export function tellsOverDay({
  subject,
  text,
}: Pick<MessageTemplate, 'subject' | 'text'>): boolean {
  return `${subject}\n${text}`.includes('{dueDate}');
}

/** What an account comes to, of which no message of a bill or of dues should say nothing. */
const AMOUNTS = ['amount', 'totalDue', 'previousDue', 'lateFees', 'laterDue'];

/** Of who is late, and of nobody else, the latter have a value; `payBy` of nobody who is late. */
const NOT_LATE = ['payBy'];
const LATE = ['overdue', 'oldestDue'];
const DAYS = [...NOT_LATE, ...LATE, 'restBy'];

/** An amount that goes unsaid with its line, where another variable of that has no value. */
export interface LostAmount {
  /** Of the file, from 1. */
  readonly line: number;
  readonly amount: string;
  readonly where: string;
}

/** Amounts that stand beside a day alone, so that who is late, or is not, is never told them. */
export function listLostAmounts(source: string): LostAmount[] {
  const lines = source.split('\n').map((text, at) => ({ line: at + 1, names: namesOf(text) }));
  return AMOUNTS.flatMap((amount) => {
    const told = lines
      .slice(1)
      .filter(({ names }) => names.includes(amount))
      .map(({ line, names }) => ({ line, days: names.filter((name) => DAYS.includes(name)) }));
    const isToldTo = (has: readonly string[]) =>
      told.some(({ days }) => days.every((name) => has.includes(name)));
    if (isToldTo(LATE) && isToldTo(NOT_LATE)) return [];
    return told.flatMap(({ line, days: [where] }) =>
      where === undefined ? [] : [{ line, amount, where }],
    );
  });
}

function namesOf(line: string): string[] {
  return [...line.matchAll(IN_BRACES)].map(([, name = '']) => name);
}
