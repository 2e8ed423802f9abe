import { InvalidInputError } from '../../errors.ts';
import { LANGUAGES, type Language } from '../mess/language.ts';
import { visible } from '../values/text.ts';

/** What a message is about. */
export const MESSAGE_KINDS = ['bill', 'dues', 'receipt'] as const;

export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Of the student and the mess. */
const COMMON = ['name', 'id', 'mess', 'currency'] as const;

/** By when what is owed is to be paid, and how. */
const OWED = [
  ...(['dueDate', 'payBy', 'overdue', 'oldestDue', 'restBy'] as const),
  ...(['upiAddress', 'upiNote', 'upiLink'] as const),
] as const;

/** What a template of each kind may have between braces; `currency` stands before an amount. */
export const VARIABLES = {
  bill: [
    ...COMMON,
    ...(['branch', 'month', 'days', 'amount', 'previousDue', 'lateFees'] as const),
    ...(['paid', 'laterDue'] as const),
    ...(['totalDue', 'credit', 'nothingToPay', 'corrected'] as const),
    ...OWED,
  ],
  dues: [...COMMON, ...(['branch', 'totalDue', 'asOf'] as const), ...OWED],
  receipt: [
    ...COMMON,
    ...(['receipt', 'date', 'amount', 'method', 'reference', 'month'] as const),
    ...(['totalDue', 'credit'] as const),
  ],
} as const satisfies Readonly<Record<MessageKind, readonly string[]>>;

export type VariableName = (typeof VARIABLES)[MessageKind][number];

/** What the variables are for one student, as people read it; empty where there is nothing to say. */
export type MessageVariables = Readonly<Partial<Record<VariableName, string>>>;

/** The words of a message that is read as it is. */
export interface MessageTemplate {
  readonly kind: MessageKind;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
}

/** The words of an SMS, which are registered under an id before any may be sent. */
export interface SmsTemplate {
  readonly kind: MessageKind;
  readonly language: Language;
  readonly templateId: string;
  readonly text: string;
}

export type TextName = `${MessageKind}.${Language}`;

/** Also the name of its file, before `.txt`. */
export type TemplateName = TextName | `${TextName}.sms`;

/** How a template is called: `bill.en`, `bill.en.sms`. */
export interface NamedTemplate {
  readonly name: TemplateName;
  readonly kind: MessageKind;
  readonly language: Language;
  readonly isSms: boolean;
}

export const NAMED_TEMPLATES: readonly NamedTemplate[] = MESSAGE_KINDS.flatMap((kind) =>
  LANGUAGES.flatMap((language): NamedTemplate[] => [
    { name: `${kind}.${language}`, kind, language, isSms: false },
    { name: `${kind}.${language}.sms`, kind, language, isSms: true },
  ]),
);

export const TEMPLATE_NAMES = NAMED_TEMPLATES.map(({ name }) => name);

export function describeTemplate(name: TemplateName): NamedTemplate {
  const found = NAMED_TEMPLATES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no template is called ${name}`);
  return found;
}

/** A variable of a template. What is between braces and is none is found when the template is given. */
export const IN_BRACES = /\{([^{}\n]*)\}/g;

/** In code points. */
const MAX_LENGTH = 4000;
const MAX_SUBJECT = 150;
const TEMPLATE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * A template as its file has it: `Subject: …`, or of an SMS `Template: ID`, then an empty line and the text.
 *
 * @param file what the file is called, for the sentence
 * @throws InvalidInputError `unfit_template`, with all that is wrong by line
 */
export function readTextTemplate(
  { kind, language }: Pick<NamedTemplate, 'kind' | 'language'>,
  source: string,
  file: string,
): MessageTemplate {
  const { head, text, refuse } = readParts(kind, source, 'Subject');
  const subject = head ?? '';
  if (subject === '') refuse(1, 'begins with Subject: and the subject of the message');
  if ([...subject].length > MAX_SUBJECT) refuse(1, `is longer than ${MAX_SUBJECT} characters`);
  refuse.all(file);
  return { kind, language, subject, text };
}

/** The same of an SMS. */
export function readSmsTemplate(
  { kind, language }: Pick<NamedTemplate, 'kind' | 'language'>,
  source: string,
  file: string,
): SmsTemplate {
  const { head, text, textLine, refuse } = readParts(kind, source, 'Template');
  const templateId = head ?? '';
  if (!TEMPLATE_ID.test(templateId)) {
    refuse(1, 'begins with Template: and the id that the text is registered by');
  }
  for (const [at, line] of text.split('\n').entries()) {
    if (line.includes('{upiLink}')) {
      refuse(textLine + at, `{upiLink} is longer than ${SMS_VARIABLE_LENGTH} characters`);
    }
  }
  refuse.all(file);
  return { kind, language, templateId, text };
}

/**
 * The most characters of a variable of an SMS. Source: the rules of the Indian registers (DLT) for templates.
 */
export const SMS_VARIABLE_LENGTH = 30;

/** What is wrong with the lines of a file. */
interface Refuse {
  (line: number, what: string): void;
  /** @throws InvalidInputError anything was refused */
  all(file: string): void;
}

function readParts(kind: MessageKind, source: string, header: 'Subject' | 'Template') {
  const lines = source
    .replace(/^\ufeff/, '')
    .normalize('NFC')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd());
  const refuse = collectMistakes();
  for (const [at, line] of lines.entries()) {
    for (const what of findMistakes(kind, line)) refuse(at + 1, what);
  }
  const head = new RegExp(`^${header}:(.*)$`).exec(lines[0] ?? '')?.[1]?.trim();
  const first = lines.findIndex((line, at) => at > 0 && line !== '');
  const text = first === -1 ? '' : lines.slice(first).join('\n').trimEnd();
  if (text === '') refuse(2, 'the text is missing');
  if ([...text].length > MAX_LENGTH) {
    refuse(first + 1, `the text is longer than ${MAX_LENGTH} characters`);
  }
  return { head, text, textLine: first + 1, refuse };
}

export function collectMistakes(): Refuse {
  const found: { readonly line: number; readonly what: string }[] = [];
  const refuse = (line: number, what: string) => {
    found.push({ line, what });
  };
  const all = (file: string) => {
    if (found.length === 0) return;
    const inOrder = found.toSorted((a, b) => a.line - b.line);
    const mistakes = inOrder.map(({ line, what }) => `line ${line}: ${what}`);
    throw new InvalidInputError('unfit_template', `${file}, ${mistakes.join('; ')}.`, {
      details: { file, mistakes },
    });
  };
  return Object.assign(refuse, { all });
}

function findMistakes(kind: MessageKind, line: string): string[] {
  const known: readonly string[] = VARIABLES[kind];
  const mistakes: string[] = [];
  if (isHiding(line)) mistakes.push(`has a character that nobody sees: ${visible(line)}`);
  const rest = line.replace(IN_BRACES, (whole, name: string) => {
    if (known.includes(name)) return '';
    const variables = known.map((each) => `{${each}}`).join(', ');
    mistakes.push(`${whole} is no variable of a ${sayKind(kind)}; there is ${variables}`);
    return '';
  });
  if (rest.includes('{')) mistakes.push('a { is not closed');
  else if (rest.includes('}')) mistakes.push('a } closes nothing');
  return mistakes;
}

/** U+200C and U+200D behind a letter are spelling, also at the end of a word; a variable ends with one. */
const SPELLING = /(?<=[\p{L}\p{M}])[\u200c\u200d]/gu;

function isHiding(line: string): boolean {
  const plain = line.replace(IN_BRACES, 'x').replace(SPELLING, '');
  return visible(plain) !== plain;
}

function sayKind(kind: MessageKind): string {
  return kind === 'dues' ? 'message of dues' : kind;
}
