import type { TSchema } from 'typebox';
import { ErrorAnswer } from '../../src/documents/schemas/error.ts';
import { DOCUMENTS } from '../../src/documents/schemas/registry.ts';

/** Of JSON Schema what documents are made of. */
interface Schema {
  readonly $id?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** An object that a row shows in full, and how later ones speak of it. */
interface Shown {
  readonly schema: Schema;
  readonly one: string;
  readonly many: string;
}

/** The table of JSON keys that people read, in Markdown: a row for each document, with its commands. */
export function jsonTable(): string {
  const shown: Shown[] = [];
  const said = new Set<string>();
  const rows: string[] = [];
  for (const [commands, schema] of groupCommands()) {
    const [command = ''] = commands;
    const known = shown.find((each) => each.schema === schema);
    const names = nameCommands(commands);
    if (known !== undefined) {
      rows.push(`| ${names} | ${known.one} |`);
      continue;
    }
    const notes = new Map<string, string[]>();
    const note = (key: string, text: string) => {
      if (said.has(`${key} ${text}`)) return;
      said.add(`${key} ${text}`);
      notes.set(text, [...(notes.get(text) ?? []), `\`${key}\``]);
    };
    const form = showDocument(command, schema, shown, note);
    const about = schema.description === undefined ? [] : [schema.description];
    const words = [...notes].map(([text, keys]) => `${keys.join(', ')}: ${text}`);
    rows.push(`| ${names} | ${[form, ...about, ...words].join('; ')} |`);
  }
  const answer: TSchema = ErrorAnswer;
  const error = showObject(answer as Schema, 'an error', shown, () => {});
  rows.push(`| an error, on standard error | \`${error}\` |`);
  return ['| command | JSON |', '| --- | --- |', ...rows].join('\n');
}

/** Commands with the same document, in the order of the first of each. */
function groupCommands(): [string[], Schema][] {
  const groups = new Map<TSchema, string[]>();
  for (const [command, schema] of Object.entries(DOCUMENTS)) {
    groups.set(schema, [...(groups.get(schema) ?? []), command]);
  }
  return [...groups].map(([schema, commands]) => [commands, schema as Schema]);
}

/** `student show`, `add`: of neighbours with the same noun the verb is enough. */
function nameCommands(commands: readonly string[]): string {
  const nounOf = (command = '') => command.split(' ').slice(0, -1).join(' ');
  return commands
    .map((command, index) => {
      const isSame = nounOf(command) !== '' && nounOf(command) === nounOf(commands[index - 1]);
      return `\`${isSame ? command.split(' ').at(-1) : command}\``;
    })
    .join(', ');
}

type Note = (key: string, text: string) => void;

function showDocument(command: string, schema: Schema, shown: Shown[], note: Note): string {
  const variants = (schema.anyOf ?? [schema]).filter(({ type }) => type !== 'null');
  const forms = variants.map((variant) => {
    const object = variant.items ?? variant;
    const isList = variant.items !== undefined;
    const same = shown.find((each) => each.schema === object);
    if (same !== undefined) return isList ? same.many : same.one;
    const base = shown.findLast((each) => extendsShape(object, each.schema));
    const own = base === undefined ? object : withoutShape(object, base.schema);
    const form = showObject(own, command, shown, note);
    const name = `\`${command}\``;
    shown.push(
      isList
        ? { schema: object, one: `one of ${name}`, many: `as ${name}` }
        : { schema: object, one: `as ${name}`, many: `each as ${name}` },
    );
    if (base !== undefined) {
      return isList ? `${base.many}, each with \`${form}\`` : `${base.one}, with \`${form}\``;
    }
    return isList ? `\`[${form}]\`` : `\`${form}\``;
  });
  return forms.join(' or ');
}

/** Whether an object has all that another one has, and more. */
function extendsShape({ properties: all = {} }: Schema, { properties = {} }: Schema): boolean {
  return Object.entries(properties).every(([key, schema]) => all[key] === schema);
}

function withoutShape(schema: Schema, { properties = {} }: Schema): Schema {
  const own = Object.entries(schema.properties ?? {}).filter(([key]) => !(key in properties));
  return { ...schema, properties: Object.fromEntries(own) };
}

/** `{id, name, months, student: {id, name}}` */
function showObject(schema: Schema, command: string, shown: Shown[], note: Note): string {
  const keys = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const isRequired = schema.required?.includes(key);
    const value = showValue(key, property, command, shown, note);
    return `${key}${isRequired ? '' : '?'}${value === '' ? '' : `: ${value}`}`;
  });
  return `{${keys.join(', ')}}`;
}

/** What stands behind a key: nothing for a plain value, of which there may be something to note. */
function showValue(
  key: string,
  schema: Schema,
  command: string,
  shown: Shown[],
  note: Note,
): string {
  const [inner = schema] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  const object = inner.items ?? inner;
  const known = shown.find((each) => each.schema === object);
  const words = [
    ...(known === undefined ? [] : [inner.items === undefined ? known.one : known.many]),
    ...(object.enum === undefined
      ? []
      : [`${inner.items === undefined ? '' : 'any of '}${listWords(object.enum)}`]),
    ...new Set([inner.description, schema.description].filter((text) => text !== undefined)),
  ];
  if (words.length > 0) note(key, words.join(', '));
  if (known !== undefined) return '';
  const [values] = Object.values(object.patternProperties ?? {});
  if (values !== undefined) {
    const value = showValue(key, values, command, shown, note);
    return `{NAME: ${value === '' ? values.type : value}}`;
  }
  if (object.properties === undefined) return '';
  const form = showObject(object, command, shown, note);
  if (object.$id !== undefined) {
    const where = `\`${command}\``;
    shown.push({ schema: object, one: `one of ${where}`, many: `as in ${where}` });
  }
  return inner.items === undefined ? form : `[${form}]`;
}

function listWords(words: readonly unknown[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return [quoted.slice(0, -1).join(', '), quoted.at(-1)].filter((part) => part).join(' or ');
}
