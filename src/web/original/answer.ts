import { requireAllowed } from '../../operations/access/permissions.ts';
import type { Lanes } from '../../operations/mess/lanes.ts';
import { identifyShown } from '../answer.ts';
import type { WebAnswer, WebRequest } from '../request.ts';
import type { OriginalCall } from './call.ts';

/**
 * Answers a call of the original service.
 *
 * @throws MessError
 */
export function answerOriginal(
  { lanes }: { readonly lanes: Lanes },
  call: OriginalCall,
  request: WebRequest,
): Promise<WebAnswer> {
  const lane = call.isSignIn ? 'signIn' : call.method === 'GET' ? 'read' : 'write';
  return lanes[lane](async (mess) => {
    const actor = await identifyShown(mess, request);
    if (call.permission !== 'none') requireAllowed(actor, call.permission, call.own);
    return call.run({ mess, actor, request }, (request.body ?? {}) as Record<string, unknown>);
  });
}
