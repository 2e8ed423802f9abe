import type { OwnPermission, Permission } from '../../operations/access/permissions.ts';
import { jsonAnswer } from '../answer.ts';
import type { HttpError } from '../errors.ts';
import type { Scope, WebAnswer } from '../request.ts';

/** A call of the service that mess replaces: its path, its keys, its codes and messages. */
export interface OriginalCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly permission: Permission | 'none';
  readonly own?: OwnPermission;
  /** It signs somebody in, which works out slow hashes and writes little. */
  readonly isSignIn?: true;
  /** What is refused. */
  sayError(error: HttpError): WebAnswer;
  run(scope: Scope, body: Readonly<Record<string, unknown>>): Promise<WebAnswer>;
}

/**
 * What is refused, in the original's form: a message. Clients that were written for its tokens look at `msg`.
 *
 * @param key the original's sign-in of admins says `error`
 */
export function originalErrorAnswer(
  { status, headers, error }: HttpError,
  key: 'message' | 'error' = 'message',
): WebAnswer {
  // It knew no 422: what cannot be read, or be, was 400 to its clients.
  const code = status === 422 ? 400 : status;
  const { message, reason } = error;
  const document = { [key]: message, reason, ...(code === 401 && { msg: message }) };
  return jsonAnswer(document, code, headers);
}
