import { type TSchema, type TSchemaOptions, Type } from 'typebox';

/** Text with the currency's decimals, never grouped. */
export const Money = Type.String({ pattern: '^-?\\d+(\\.\\d+)?$' });

/** With two decimals at most. */
export const Days = Type.Number();

export const Month = Type.String({ pattern: '^\\d{4}-\\d\\d$' });

export const Day = Type.String({ format: 'date' });

/** ISO 8601, UTC. */
export const Time = Type.String({ format: 'date-time' });

/** Sentences about what deserves a second look. */
export const Warnings = listOf(Type.String());

export function nullable<Schema extends TSchema>(schema: Schema, options?: TSchemaOptions) {
  return Type.Union([schema, Type.Null()], options);
}

export function listOf<Schema extends TSchema>(schema: Schema, options?: TSchemaOptions) {
  return Type.Immutable(Type.Array(schema, options));
}
