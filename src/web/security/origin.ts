import { NotAllowedError } from '../../errors.ts';

/** The headers by which it is told whose page sent a request. */
export interface Sender {
  readonly method: string;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  /** The origin that is this server, such as `https://mess.example.org`. */
  readonly own: string;
}

const CHANGES = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Refuses what another site's page had a browser send, with its cookie. A browser says where a request comes
 * from; on plain HTTP only by `Origin`.
 *
 * @throws NotAllowedError `another_site`
 */
export function refuseOtherSite({ method, secFetchSite, origin, own }: Sender): void {
  if (!isChange(method)) return;
  const isOwn = secFetchSite === undefined ? origin === own : secFetchSite === 'same-origin';
  if (isOwn) return;
  throw new NotAllowedError('another_site', 'This was sent by the page of another site.');
}

/** Whether a request of this method may change anything. */
export function isChange(method: string): boolean {
  return CHANGES.includes(method);
}

/** What a plain form of any site can send without asking first. */
const SIMPLE_TYPES = ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'];

/**
 * Refuses what a form of another site could have sent to the API in a browser's name: JSON says that it is.
 *
 * @param contentType undefined where the request has none
 * @throws NotAllowedError `another_site`
 */
export function refuseSimpleType(method: string, contentType: string | undefined): void {
  if (method !== 'POST') return;
  const [type = ''] = (contentType ?? '').split(';');
  const isSimple = contentType === undefined || SIMPLE_TYPES.includes(type.trim().toLowerCase());
  if (!isSimple) return;
  throw new NotAllowedError(
    'another_site',
    'With a cookie, this is taken as application/json alone.',
  );
}
