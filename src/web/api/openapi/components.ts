import type { TSchema } from 'typebox';

/** A value as JSON has it. */
type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** The schemas that have a name, each said once. */
export interface Components {
  /** A schema in which those with a name are referred to. */
  refer(schema: TSchema): JsonObject;
  /** All that were referred to, by name. */
  list(): JsonObject;
}

export function createComponents(): Components {
  const named = new Map<string, JsonObject>();
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const { $id, ...rest } = value as JsonObject;
    // What the library keeps of a schema for itself begins with ~.
    const plain = Object.fromEntries(
      Object.entries(rest)
        .filter(([key]) => !key.startsWith('~'))
        .map(([key, each]) => [key, walk(each)]),
    );
    if (typeof $id !== 'string') return plain;
    named.set($id, plain);
    return { $ref: `#/components/schemas/${$id}` };
  };
  return {
    refer: (schema) => walk(JSON.parse(JSON.stringify(schema))) as JsonObject,
    list: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
