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
  const namesOf = (line: string) => [...line.matchAll(IN_BRACES)].map(([, name = '']) => name);
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
