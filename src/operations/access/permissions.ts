import {
  mayAlso,
  type OwnPermission,
  type Permission,
  requireOwnOr,
  requirePermission,
  requireSignedIn,
} from '../../auth/permissions.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';

export { listHolders, type OwnPermission, type Permission } from '../../auth/permissions.ts';

/** Whether an actor may do that: for a front, which offers to each what he may. */
export function isAllowed(actor: Actor, permission: Permission): boolean {
  return mayAlso(requireSignedIn(actor), permission);
}

/**
 * For a front, which refuses before it asks the person anything. Each operation checks for itself all
 * the same.
 *
 * @param own what lets a student pass too; whose it is, the operation finds out
 * @throws NotSignedInError nobody is signed in
 * @throws NotAllowedError the role may not
 */
export function requireAllowed(
  actor: Actor,
  permission: Permission,
  own: OwnPermission | undefined,
): SignedIn {
  if (own === undefined) return requirePermission(actor, permission);
  return requireOwnOr(actor, own, permission);
}
