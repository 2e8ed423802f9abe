// biome-ignore lint/suspicious/noExplicitAny: it is looked at key by key.
type Json = any;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * What of an API a client of before would miss, or be refused for: one sentence each. Endpoints, keys of
 * answers, and keys that may be left out can be added.
 */
export function listBreaks(before: Json, after: Json): string[] {
  const breaks: string[] = [];
  for (const [path, item] of Object.entries<Json>(before.paths)) {
    for (const method of METHODS.filter((each) => item[each] !== undefined)) {
      const name = `${method.toUpperCase()} ${path}`;
      const now = after.paths[path]?.[method];
      if (now === undefined) breaks.push(`${name} is gone`);
      else breaks.push(...compareEndpoints(name, item[method], now, before, after));
    }
  }
  return breaks;
}

function compareEndpoints(name: string, was: Json, is: Json, before: Json, after: Json): string[] {
  const open = (each: Json) => each.security?.length === 0;
  const sent = (side: Json) => keyed(side.parameters ?? [], (each) => `${each.in} ${each.name}`);
  return [
    ...(open(was) && !open(is) ? [`${name} needs a sign-in`] : []),
    ...compareSent(name, sent(was), sent(is), (a, b, at) => narrowed(at, a.schema, b.schema)),
    ...compareBodies(name, was.requestBody, is.requestBody, before, after),
    ...Object.entries<Json>(was.responses).flatMap(([status, answer]) => {
      if (is.responses[status] === undefined) return [`${name} answers no ${status}`];
      const schema = answer.content?.['application/json']?.schema;
      const now = is.responses[status].content?.['application/json']?.schema;
      return schema === undefined
        ? []
        : compareAnswers(`${name} ${status}`, schema, now ?? {}, before, after);
    }),
  ];
}

function compareBodies(name: string, was: Json, is: Json, before: Json, after: Json): string[] {
  if (is === undefined) return was === undefined ? [] : [`${name} takes no body`];
  if (was === undefined) return is.required ? [`${name} needs a body`] : [];
  return Object.entries<Json>(was.content).flatMap(([type, { schema }]) => {
    if (is.content[type] === undefined) return [`${name} takes no ${type}`];
    const [a, b] = [resolve(before, schema), resolve(after, is.content[type].schema)];
    return compareSent(name, propertiesOf(a), propertiesOf(b), (one, other, at) =>
      narrowed(at, one, other),
    );
  });
}

interface Sent {
  readonly value: Json;
  readonly required: boolean;
}

function keyed(list: readonly Json[], nameOf: (each: Json) => string): Map<string, Sent> {
  return new Map(list.map((each) => [nameOf(each), { value: each, required: !!each.required }]));
}

function propertiesOf({ properties = {}, required = [] }: Json): Map<string, Sent> {
  return new Map(
    Object.entries<Json>(properties).map(([key, value]) => [
      key,
      { value, required: required.includes(key) },
    ]),
  );
}

function compareSent(
  name: string,
  was: ReadonlyMap<string, Sent>,
  is: ReadonlyMap<string, Sent>,
  compare: (was: Json, is: Json, at: string) => string[],
): string[] {
  const kept = [...was].flatMap(([key, { value }]) => {
    const now = is.get(key);
    return now === undefined
      ? [`${name} takes no ${key}`]
      : compare(value, now.value, `${name} ${key}`);
  });
  const needed = [...is].filter(([key, { required }]) => required && !was.get(key)?.required);
  return [...kept, ...needed.map(([key]) => `${name} needs ${key}`)];
}

/** What could be sent and cannot any more. */
function narrowed(at: string, was: Json, is: Json): string[] {
  const [a, b] = [kinds(was), kinds(is)];
  const lost = a.filter((each) => !b.includes(each));
  const words = (was.enum ?? []).filter((word: Json) => is.enum && !is.enum.includes(word));
  const isClosed = was.enum === undefined && is.enum !== undefined;
  return [
    ...(lost.length > 0 || isClosed ? [`${at} takes no ${isClosed ? 'other words' : lost}`] : []),
    ...words.map((word: Json) => `${at} takes no ${word}`),
  ];
}

function kinds(schema: Json): string[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(kinds);
  return [schema.type ?? (schema.enum === undefined ? 'anything' : 'string')];
}

/** What was answered and is not any more, or not always. */
function compareAnswers(at: string, was: Json, is: Json, before: Json, after: Json): string[] {
  const [a, b] = [resolve(before, was), resolve(after, is)];
  if (a.anyOf !== undefined || b.anyOf !== undefined) {
    const [one, other] = [kindsOfAnswer(a, before), kindsOfAnswer(b, after)];
    const more = other.filter((each) => !one.includes(each));
    if (more.length > 0) return [`${at} may be ${more}`];
    const parts = (schema: Json, doc: Json) =>
      (schema.anyOf ?? [schema]).map((each: Json) => resolve(doc, each));
    const objects = (list: Json[]) => list.find((each) => each.type === 'object');
    const [x, y] = [objects(parts(a, before)), objects(parts(b, after))];
    return x && y ? compareAnswers(at, x, y, before, after) : [];
  }
  if (kinds(a).join() !== kinds(b).join()) return [`${at} is ${kinds(b)} and was ${kinds(a)}`];
  if (a.type === 'array') return compareAnswers(`${at}[]`, a.items, b.items, before, after);
  return [...propertiesOf(a)].flatMap(([key, { value, required }]) => {
    const now = propertiesOf(b).get(key);
    if (now === undefined) return [`${at} has no ${key}`];
    if (required && !now.required) return [`${at} may have no ${key}`];
    return compareAnswers(`${at}.${key}`, value, now.value, before, after);
  });
}

function kindsOfAnswer(schema: Json, doc: Json): string[] {
  const found = resolve(doc, schema);
  return found.anyOf?.flatMap((each: Json) => kindsOfAnswer(each, doc)) ?? kinds(found);
}

function resolve(doc: Json, schema: Json): Json {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : doc.components.schemas[name];
}
