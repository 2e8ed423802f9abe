import type { Actor } from '../../domain/actor.ts';
import type { WebRequest } from '../request.ts';

/** Who asked, as the log has it. */
export interface Who {
  readonly kind: 'admin' | 'student' | 'token';
  readonly id: string;
}

const ASKED_BY = new WeakMap<object, Who>();

/** Keeps who that was, whatever becomes of the request: the log says who was refused, too. */
export function noteAsker(request: Pick<WebRequest, 'shown'>, actor: Actor): void {
  if ('id' in actor) ASKED_BY.set(request, { kind: actor.kind, id: actor.id });
}

/** Who sent a request, once that is known. */
export function askerOf(request: Pick<WebRequest, 'shown'>): Who | undefined {
  return ASKED_BY.get(request);
}
