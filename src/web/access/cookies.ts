import type { ShownToken } from '../request.ts';

/** `__Host-` has a browser refuse the cookie of another host or of plain HTTP (RFC 6265bis, 4.1.3). */
export function cookieName(name: string, isSecure: boolean): string {
  return isSecure ? `__Host-${name}` : name;
}

/**
 * A cookie for this host alone, which no script sees and which is not sent along by another site's forms.
 *
 * @param maxAgeSeconds until the browser is closed when undefined; 0 takes it away
 */
export function setCookie(
  name: string,
  value: string,
  { isSecure, maxAgeSeconds }: { readonly isSecure: boolean; readonly maxAgeSeconds?: number },
): string {
  const parts = [`${cookieName(name, isSecure)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (isSecure) parts.push('Secure');
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${maxAgeSeconds}`);
  return parts.join('; ');
}

/** The value of a cookie; undefined where there is none, or several, of which one is not ours. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${name}=`));
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}

const SERVICE_TOKEN = /^mess_/;

/**
 * What a request shows to be known by. A token that is sent on purpose goes before a cookie.
 *
 * @param authorization of the header, as `Bearer …`
 */
export function findShownToken(
  authorization: string | undefined,
  cookies: string | undefined,
  isSecure: boolean,
): ShownToken | undefined {
  const [, bearer] = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization ?? '') ?? [];
  if (bearer !== undefined) {
    return {
      kind: SERVICE_TOKEN.test(bearer) ? 'service' : 'session',
      token: bearer,
      by: 'bearer',
    };
  }
  const cookie = readCookie(cookies, cookieName('mess', isSecure));
  return cookie === undefined ? undefined : { kind: 'session', token: cookie, by: 'cookie' };
}
