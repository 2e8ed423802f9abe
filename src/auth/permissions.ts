import type { AdminRole } from '../domain/admin.ts';
import { NotAllowedError, NotSignedInError } from '../errors.ts';
import type { Actor, SignedIn } from './actor.ts';

const READERS: readonly AdminRole[] = ['viewer', 'manager', 'owner'];
const WRITERS: readonly AdminRole[] = ['manager', 'owner'];
const OWNERS: readonly AdminRole[] = ['owner'];

/** Everything an admin may be allowed to do, and which roles are. What is not here is denied. */
const GRANTS = {
  'see who is signed in': READERS,
  'see the status': READERS,
  'see the roll': READERS,
  'change the roll': WRITERS,
  'see attendance': READERS,
  'record attendance': WRITERS,
  'see imports': READERS,
  'undo imports': WRITERS,
  'see bills': READERS,
  'register bills': WRITERS,
  'void bills': WRITERS,
  "see everybody's expenses": READERS,
  'see the admins': READERS,
  'change the admins': OWNERS,
  'change the own password': READERS,
  'verify the database': READERS,
  'make backups': OWNERS,
  'copy the mess': OWNERS,
  'take over a database': OWNERS,
} satisfies Record<string, readonly AdminRole[]>;

export type Permission = keyof typeof GRANTS;

/** What a student may do; only with what is their own, which the operation checks. */
const STUDENT_GRANTS: readonly string[] = ['see who is signed in', 'see own expenses'];

/**
 * Lets an admin of the right role pass.
 *
 * @throws NotSignedInError nobody is signed in
 * @throws NotAllowedError the role may not
 */
export function requirePermission(
  actor: Actor,
  permission: Permission,
): Extract<Actor, { kind: 'admin' }> {
  const signedIn = requireSignedIn(actor);
  const granted: readonly AdminRole[] = GRANTS[permission];
  if (signedIn.kind === 'admin' && granted.includes(signedIn.role)) return signedIn;
  throw notAllowed(signedIn, permission, granted);
}

/**
 * Lets a student pass to what a student may do, and an admin with the permission.
 *
 * @throws NotSignedInError nobody is signed in
 * @throws NotAllowedError the role may not
 */
export function requireOwnOr(
  actor: Actor,
  own: 'see own expenses',
  permission: Permission,
): SignedIn {
  const signedIn = requireSignedIn(actor);
  if (signedIn.kind === 'student' && STUDENT_GRANTS.includes(own)) return signedIn;
  return requirePermission(actor, permission);
}

/** @throws NotSignedInError nobody is signed in */
export function requireSignedIn(actor: Actor): SignedIn {
  if (actor.kind === 'admin' || actor.kind === 'student') return actor;
  const over = actor.kind === 'nobody' && actor.why === 'session over';
  throw new NotSignedInError(over ? 'Your session is over.' : 'Nobody is signed in.', {
    hint: 'mess admin login, or as a student: mess student login',
  });
}

function notAllowed(
  actor: SignedIn,
  permission: Permission,
  granted: readonly AdminRole[],
): NotAllowedError {
  const who = actor.kind === 'student' ? 'A student' : `A ${actor.role}`;
  return new NotAllowedError(`${who} may not ${permission}.`, {
    hint:
      actor.kind === 'student'
        ? 'a student sees their own history: mess expenses show'
        : `sign in as ${granted.join(' or ')}: mess admin login`,
  });
}
