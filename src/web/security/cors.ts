import { ORIGINAL_CALLS } from '../original/calls.ts';

/** What another site's script may ask for: with a token that it holds, never with a browser's cookie. */
const PREFLIGHT: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key',
  'access-control-max-age': '600',
};

/** What it may read of an answer, besides what stands in it. */
const EXPOSED = 'etag, idempotency-replayed, retry-after, x-basis, x-request-id';

interface Asked {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly origin: string | undefined;
  /** The method that a browser asks for beforehand. */
  readonly wanted: string | undefined;
}

/**
 * The headers by which a browser lets the script of another site have an answer; undefined where they are not to
 * be sent. Credentials are never allowed: to a browser's cookie other sites' scripts have no access.
 *
 * @param origins those that are let in, each as a browser writes it
 */
export function corsHeaders(
  { method, url, origin, wanted }: Asked,
  origins: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (origins.length === 0 || !isForPrograms(url)) return undefined;
  // Also of an answer to others: what keeps it is not to give it to these.
  if (origin === undefined || !origins.includes(origin)) return { vary: 'Origin' };
  const always = { vary: 'Origin', 'access-control-allow-origin': origin };
  if (isPreflight({ method, wanted })) return { ...always, ...PREFLIGHT };
  return { ...always, 'access-control-expose-headers': EXPOSED };
}

/** Whether a browser asks whether a script may ask. */
export function isPreflight({ method, wanted }: Pick<Asked, 'method' | 'wanted'>): boolean {
  return method === 'OPTIONS' && wanted !== undefined;
}

function isForPrograms(url: string): boolean {
  const [path = ''] = url.split('?');
  return (
    path.startsWith('/api/') ||
    ORIGINAL_CALLS.some((call) =>
      call.path.endsWith('*') ? path.startsWith(call.path.slice(0, -1)) : path === call.path,
    )
  );
}
