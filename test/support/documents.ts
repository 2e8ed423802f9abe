import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';

/**
 * What of a document is not as its schema says, a sentence each. A key that the schema does not name
 * is a fault here, though more keys may come for those who read.
 */
export function findFaults(schema: TSchema, document: unknown): string[] {
  return Errors(closed(schema), document).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The same schema with no other keys than those it names. */
function closed(schema: TSchema): TSchema {
  const inner = Object.entries(schema).map(([key, value]) => {
    if (key === 'properties') return [key, mapValues(value, closed)] as const;
    if (key === 'patternProperties') return [key, mapValues(value, closed)] as const;
    if (key === 'anyOf') return [key, value.map(closed)] as const;
    if (key === 'items') return [key, closed(value)] as const;
    return [key, value] as const;
  });
  const isObject = 'properties' in schema;
  return { ...Object.fromEntries(inner), ...(isObject && { additionalProperties: false }) };
}

function mapValues(values: Record<string, TSchema>, map: (value: TSchema) => TSchema) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
