/** A link that keeps what is in its parts: an id may have a slash. */
export function pathTo(...parts: readonly string[]): string {
  return `/desk/${parts.map(encodeURIComponent).join('/')}`;
}

/** A path with a query. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(query).filter((each): each is [string, string] => Boolean(each[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
