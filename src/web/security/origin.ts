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
  if (!CHANGES.includes(method)) return;
  const isOwn = secFetchSite === undefined ? origin === own : secFetchSite === 'same-origin';
  if (isOwn) return;
  throw new NotAllowedError('another_site', 'This was sent by the page of another site.');
}
