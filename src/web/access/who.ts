import type { Actor } from '../../domain/actor.ts';
import type { ShownToken } from '../request.ts';

/** Who asked, as the log has it. */
export interface Who {
  readonly kind: 'admin' | 'student' | 'token';
  readonly id: string;
}

const HOLDERS = new WeakMap<ShownToken, Who>();

/** Keeps who showed a token in a request, whatever becomes of that: the log says who was refused, too. */
export function noteHolder(shown: ShownToken | undefined, actor: Actor): void {
  if ('id' in actor) keepHolder(shown, { kind: actor.kind, id: actor.id });
}

/** The same for one that was found out elsewhere. */
export function keepHolder(shown: ShownToken | undefined, who: Who): void {
  if (shown !== undefined) HOLDERS.set(shown, who);
}

/** Who showed it, once that is known. */
export function holderOf(shown: ShownToken | undefined): Who | undefined {
  return shown && HOLDERS.get(shown);
}
