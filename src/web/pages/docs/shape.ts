import type { TSchema } from 'typebox';
import { Money, Month } from '../../../documents/schemas/parts/values.ts';

/** What is read of a schema, whatever it is of. */
export interface Shape {
  readonly $id?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
}

export function shapeOf(schema: TSchema): Shape {
  return schema as Shape;
}

const OF_PATTERN: Readonly<Record<string, string>> = {
  [shapeOf(Money).pattern ?? '']: 'amount',
  [shapeOf(Month).pattern ?? '']: 'month',
};

const OF_FORMAT: Readonly<Record<string, string>> = { date: 'day', 'date-time': 'time' };

/** A schema as people read it: `{ month: month, shares: [{ … }] }`, a key a line. */
export function sayShape(shape: Shape, indent = ''): string {
  const { anyOf, enum: words, items, properties, patternProperties, type } = shape;
  if (words !== undefined) return sayWords(words);
  if (anyOf !== undefined) return anyOf.map((each) => sayShape(each, indent)).join(' or ');
  if (items !== undefined) return `[${sayShape(items, indent)}, …]`;
  if (properties !== undefined) return sayKeys(shape, properties, indent);
  const [each] = Object.values(patternProperties ?? {});
  if (each !== undefined) return `{ each key: ${sayShape(each, indent)} }`;
  return type === 'string' ? sayText(shape) : sayPlain(type);
}

function sayWords(words: readonly string[]): string {
  if (words.join() === ',true,false') return 'true or false; true where it stands alone';
  return words.map((word) => JSON.stringify(word)).join(' or ');
}

function sayKeys(
  { required = [] }: Shape,
  properties: NonNullable<Shape['properties']>,
  indent: string,
): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([key, each]) => {
    const isOptional = !required.includes(key);
    const told =
      each.description === undefined ? '' : `  — ${each.description.replaceAll('`', '')}`;
    return `${deeper}${key}${isOptional ? '?' : ''}: ${sayShape(each, deeper)}${told}\n`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function sayText({ pattern = '', format = '' }: Shape): string {
  return OF_PATTERN[pattern] ?? OF_FORMAT[format] ?? 'text';
}

function sayPlain(type: string | undefined): string {
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return 'whole number';
  return type ?? 'anything';
}
