import { type TSchema, Type } from 'typebox';
import { type Fields, type Kind, listFields } from '../../fields.ts';
import { Day, Days, listOf, Money, Month, nullable, Time } from './values.ts';

const SCHEMAS: Readonly<Record<Kind, TSchema>> = {
  word: Type.String(),
  text: Type.String(),
  words: listOf(Type.String()),
  month: Month,
  day: Day,
  time: Time,
  count: Type.Integer(),
  days: Days,
  money: Money,
  flag: Type.Boolean(),
};

/**
 * @param id what such a document is called
 * @param more keys that it has besides
 */
export function schemaOfFields(
  id: string,
  fields: Fields,
  more: Readonly<Record<string, TSchema>> = {},
): TSchema {
  const properties = listFields(fields).map(({ key, kind, isNullable, oneOf }) => {
    const word = oneOf && Type.Enum([...oneOf]);
    const schema = word === undefined ? SCHEMAS[kind] : kind === 'words' ? listOf(word) : word;
    return [key, isNullable ? nullable(schema) : schema] as const;
  });
  return Type.Object({ ...Object.fromEntries(properties), ...more }, { $id: id });
}
