import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { deleteTemplates, getOwnTemplates, putTemplate } from '../../data/messages/templates.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Language } from '../../domain/mess/language.ts';
import { BUILT_IN } from '../../domain/messages/built-in.ts';
import {
  type LostAmount,
  listLostAmounts,
  refuseEmptiable,
  tellsOverDay,
} from '../../domain/messages/own-words.ts';
import {
  describeTemplate,
  type MessageKind,
  type MessageTemplate,
  NAMED_TEMPLATES,
  type NamedTemplate,
  readSmsTemplate,
  readTextTemplate,
  type SmsTemplate,
  type TemplateName,
  VARIABLES,
} from '../../domain/messages/template.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';

/** A template as it is used from now on. */
export interface ListedTemplate {
  readonly name: TemplateName;
  readonly kind: MessageKind;
  readonly language: Language;
  readonly form: 'text' | 'sms';
  /** Whether the mess has given it. */
  readonly isOwn: boolean;
  /** The subject, or of an SMS the id that its words are registered by; null where there is no template. */
  readonly head: string | null;
  /** What may stand between braces in it. */
  readonly variables: readonly string[];
  /** As its file has it; null for an SMS of which the mess has given none. */
  readonly source: string | null;
}

/** All that there are and can be, in order. */
export const listTemplates = reading('see the templates of messages', async (db: Knex) => {
  const own = await getOwnTemplates(db);
  return NAMED_TEMPLATES.map((named) => toListed(named, own.get(named.name)));
});

function toListed(named: NamedTemplate, own: string | undefined): ListedTemplate {
  const { name, kind, language, isSms } = named;
  const source = own ?? (isSms ? null : BUILT_IN[`${kind}.${language}`]);
  return {
    ...{ name, kind, language, source },
    form: isSms ? 'sms' : 'text',
    isOwn: own !== undefined,
    head: source === null ? null : headOf(named, source),
    variables: VARIABLES[kind],
  };
}

function headOf(named: NamedTemplate, source: string): string {
  return named.isSms
    ? readSmsTemplate(named, source, named.name).templateId
    : readTextTemplate(named, source, named.name).subject;
}

/** The templates that messages are made from. */
export interface Templates {
  text(kind: MessageKind, language: Language): MessageTemplate;
  /** Undefined where the mess has given none. */
  sms(kind: MessageKind, language: Language): SmsTemplate | undefined;
}

/** What messages are made from just now. */
export const readTemplates = reading('see the templates of messages', getTemplates);

async function getTemplates(db: Knex): Promise<Templates> {
  const own = await getOwnTemplates(db);
  return {
    text(kind, language) {
      const name = `${kind}.${language}` as const;
      return readTextTemplate({ kind, language }, own.get(name) ?? BUILT_IN[name], name);
    },
    sms(kind, language) {
      const name = `${kind}.${language}.sms` as const;
      const source = own.get(name);
      return source === undefined ? undefined : readSmsTemplate({ kind, language }, source, name);
    },
  };
}

export interface SetTemplate extends OddWords {
  readonly template: ListedTemplate;
  /** Whether it was another one before. */
  readonly changed: boolean;
}

/** What is odd in words that may be used all the same. */
interface OddWords {
  readonly lostAmounts: readonly LostAmount[];
  /** It tells a due day also where that is over; in an SMS there is no other way. */
  readonly isOverDayTold: boolean;
}

/**
 * Has messages of a kind use other words from now on.
 *
 * @param given.file what the file is called that they come from
 * @throws InvalidInputError `unfit_template`, with all that is wrong by line
 */
export async function setTemplate(
  mess: Mess,
  actor: Actor,
  given: { readonly name: TemplateName; readonly source: string; readonly file: string },
): Promise<SetTemplate> {
  requirePermission(actor, 'change the templates of messages');
  const { name, file } = given;
  const named = describeTemplate(name);
  const source = `${given.source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trimEnd()}\n`;
  const odd = readGiven(named, source, file);
  return change(mess, actor, 'notify templates set', async ({ trx, record }) => {
    const before = toListed(named, (await getOwnTemplates(trx)).get(name));
    if (before.isOwn && before.source === source) {
      return { template: before, changed: false, ...odd };
    }
    const sequence = await record({
      subject: name,
      before: before.isOwn ? { template: before.source } : null,
      after: { template: source },
    });
    await putTemplate(trx, { name, source }, sequence);
    return { template: toListed(named, source), changed: true, ...odd };
  });
}

function readGiven(named: NamedTemplate, source: string, file: string): OddWords {
  if (named.isSms) {
    readSmsTemplate(named, source, file);
    return { lostAmounts: [], isOverDayTold: false };
  }
  const template = readTextTemplate(named, source, file);
  refuseEmptiable(template, source, file);
  return { lostAmounts: listLostAmounts(source), isOverDayTold: tellsOverDay(template) };
}

/**
 * Has messages use the words again that they had before the mess gave any.
 *
 * @param name of one alone; all when undefined
 * @returns the names of those that were the mess's own
 */
export async function resetTemplates(
  mess: Mess,
  actor: Actor,
  name: TemplateName | undefined,
): Promise<readonly TemplateName[]> {
  requirePermission(actor, 'change the templates of messages');
  return change(mess, actor, 'notify templates reset', async ({ trx, record }) => {
    const own = [...(await getOwnTemplates(trx))].filter(([each]) =>
      [each, undefined].includes(name),
    );
    if (own.length === 0) return [];
    await record({ subject: name ?? null, before: Object.fromEntries(own), after: null });
    const names = own.map(([each]) => each);
    await deleteTemplates(trx, names);
    return names;
  });
}
