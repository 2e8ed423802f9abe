import { markKnownDevice } from '../../operations/access/devices.ts';
import { recognise, signOut } from '../../operations/access/sessions.ts';
import type { Scope } from '../request.ts';
import { setCookie } from './cookies.ts';

const A_YEAR_SECONDS = 365 * 24 * 3600;

/**
 * What goes with a session that began in a browser: the browser is known from now on, and the session that it had
 * before ends at the server too (ASVS 5.0, 7.2.4).
 *
 * @returns the cookies to set besides that of the session
 */
export async function finishSignIn(
  { mess, actor, request }: Scope,
  token: string,
  isSecure: boolean,
): Promise<string[]> {
  const { shown, device } = request;
  if (shown?.by === 'cookie' && 'id' in actor) await signOut(mess, actor, shown.token);
  const holder = await recognise(mess, token, false);
  if (holder.kind !== 'admin' && holder.kind !== 'student') return [];
  const mark = await markKnownDevice(mess, holder, device);
  return [setCookie('mess-device', mark, { isSecure, maxAgeSeconds: A_YEAR_SECONDS })];
}
