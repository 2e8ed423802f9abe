import { ADMIN_ROLES, type AdminRole } from '../domain/access/admin.ts';
import { TOKEN_RIGHTS, type TokenRight } from '../domain/access/service-token.ts';
import type { Actor, SignedIn } from '../domain/actor.ts';
import { NotAllowedError, NotSignedInError } from '../errors.ts';

/** The role of an admin, or a right of a service token. */
type Holder = AdminRole | TokenRight;

const ADMINS: readonly Holder[] = ['viewer', 'clerk', 'manager', 'owner'];
const READERS: readonly Holder[] = [...ADMINS, 'read'];
/** Who enters what the day brings, and takes nothing back. */
const ENTERERS: readonly Holder[] = ['clerk', 'manager', 'owner'];
const WRITERS: readonly Holder[] = ['manager', 'owner'];
const OWNERS: readonly Holder[] = ['owner'];

/**
 * Everything an admin or a service token may be allowed to do, and which are: by the role of the one
 * and any right of the other. What is not here is denied.
 */
const GRANTS = {
  'see who is signed in': [...ADMINS, ...TOKEN_RIGHTS],
  'see the status': READERS,
  'see the roll': READERS,
  'change the roll': WRITERS,
  'anonymise students': OWNERS,
  'make activation codes': WRITERS,
  'see attendance': READERS,
  'record attendance': ENTERERS,
  'clear attendance': WRITERS,
  'import attendance': [...ENTERERS, 'import'],
  'change what marks mean': WRITERS,
  'see imports': READERS,
  'undo imports': WRITERS,
  'see import profiles': READERS,
  'change import profiles': WRITERS,
  'see purchases': READERS,
  'enter purchases': ENTERERS,
  'change purchases': WRITERS,
  'see charges': READERS,
  'enter charges': ENTERERS,
  'change charges': WRITERS,
  'see bills': READERS,
  'register bills': [...WRITERS, 'bills'],
  'revise bills': WRITERS,
  'void bills': WRITERS,
  'close months': WRITERS,
  'reopen months': OWNERS,
  "see everybody's expenses": READERS,
  "see everybody's dues": READERS,
  'record payments': [...ENTERERS, 'payments'],
  'reverse payments': WRITERS,
  'import payments': [...ENTERERS, 'payments'],
  'undo imports of payments': WRITERS,
  'ignore money of the bank': WRITERS,
  'forget payers': WRITERS,
  'dismiss claims': WRITERS,
  'refund payments': WRITERS,
  'receive deposits': ENTERERS,
  'use and refund deposits': WRITERS,
  'enter late fees': WRITERS,
  'waive late fees': WRITERS,
  'write off dues': OWNERS,
  'set openings': WRITERS,
  'count the cash': WRITERS,
  'close the books': OWNERS,
  'export the journal': READERS,
  'see the accounts of the journal': READERS,
  'name the accounts of the journal': WRITERS,
  'see messages': READERS,
  'send messages': [...WRITERS, 'messages'],
  'see the templates of messages': READERS,
  'change the templates of messages': WRITERS,
  'see the admins': READERS,
  'change the admins': OWNERS,
  'see the service tokens': READERS,
  'change the service tokens': OWNERS,
  'change the own password': ADMINS,
  'see the own sessions': ADMINS,
  "see everybody's sessions": OWNERS,
  'end the own sessions': ADMINS,
  "end everybody's sessions": OWNERS,
  'see the settings': READERS,
  'change the settings': OWNERS,
  'see the head of the record': READERS,
  'see the record of changes': OWNERS,
  'verify the database': READERS,
  'make backups': [...OWNERS, 'backup'],
  'copy the mess': OWNERS,
  'take over a database': OWNERS,
} satisfies Record<string, readonly Holder[]>;

export type Permission = keyof typeof GRANTS;

/** What a student may do; only with what is their own, which the operation checks. */
const STUDENT_GRANTS = [
  'see who is signed in',
  'see own expenses',
  'explain an own share',
  'see own dues',
  'see own sessions',
  'end own sessions',
  'claim own payments',
  'change the own secret',
] as const;

export type OwnPermission = (typeof STUDENT_GRANTS)[number];

/**
 * Lets an admin of the right role pass, and a service token that may.
 *
 * @throws NotSignedInError nobody is signed in
 * @throws NotAllowedError the role may not
 */
export function requirePermission(
  actor: Actor,
  permission: Permission,
): Exclude<SignedIn, { kind: 'student' }> {
  const signedIn = requireSignedIn(actor);
  const granted: readonly Holder[] = GRANTS[permission];
  if (signedIn.kind === 'admin' && granted.includes(signedIn.role)) return signedIn;
  if (signedIn.kind === 'token' && signedIn.may.some((right) => granted.includes(right))) {
    return signedIn;
  }
  throw notAllowed(signedIn, permission, granted);
}

/**
 * Lets a student pass to what a student may do, and anybody else with the permission.
 *
 * @throws NotSignedInError nobody is signed in
 * @throws NotAllowedError the role may not
 */
export function requireOwnOr(actor: Actor, own: OwnPermission, permission: Permission): SignedIn {
  const signedIn = requireSignedIn(actor);
  if (signedIn.kind === 'student' && STUDENT_GRANTS.includes(own)) return signedIn;
  return requirePermission(actor, permission);
}

/**
 * Lets a student pass to what is for students alone.
 *
 * @throws NotSignedInError nobody is signed in
 * @throws NotAllowedError it is somebody else
 */
export function requireOwn(
  actor: Actor,
  own: OwnPermission,
): Extract<SignedIn, { kind: 'student' }> {
  const signedIn = requireSignedIn(actor);
  if (signedIn.kind === 'student' && STUDENT_GRANTS.includes(own)) return signedIn;
  throw new NotAllowedError('students_only', `Only a student may ${own}.`);
}

/** Who may do that: the roles of admins, and the rights of service tokens. */
export function listHolders(permission: Permission): {
  readonly roles: readonly AdminRole[];
  readonly rights: readonly TokenRight[];
} {
  const granted: readonly Holder[] = GRANTS[permission];
  return {
    roles: ADMIN_ROLES.filter((role) => granted.includes(role)),
    rights: TOKEN_RIGHTS.filter((right) => granted.includes(right)),
  };
}

/** Whether an admin may do that too; for what shows more to one than to another. */
export function mayAlso(signedIn: SignedIn, permission: Permission): boolean {
  const granted: readonly Holder[] = GRANTS[permission];
  return signedIn.kind === 'admin' && granted.includes(signedIn.role);
}

/** @throws NotSignedInError nobody is signed in */
export function requireSignedIn(actor: Actor): SignedIn {
  if (actor.kind === 'admin' || actor.kind === 'student' || actor.kind === 'token') return actor;
  const why = actor.kind === 'nobody' ? actor.why : 'no session';
  if (actor.kind === 'nobody' && actor.why === 'token expired') {
    throw new NotSignedInError('token_expired', `The service token ${actor.name} has expired.`);
  }
  if (why === 'no such token') {
    throw new NotSignedInError(
      'token_refused',
      'This mess does not know the service token: it was revoked, or is of another one.',
    );
  }
  if (why === 'session over') throw new NotSignedInError('session_over', 'Your session is over.');
  throw new NotSignedInError('not_signed_in', 'Nobody is signed in.');
}

function notAllowed(
  actor: SignedIn,
  permission: Permission,
  granted: readonly Holder[],
): NotAllowedError {
  const { kind } = actor;
  const who = {
    student: 'A student',
    token: `The service token ${actor.id}`,
    admin: kind !== 'admin' ? '' : `${actor.role === 'owner' ? 'An' : 'A'} ${actor.role}`,
  }[kind];
  return new NotAllowedError('role_may_not', `${who} may not ${permission}.`, {
    about: {
      kind,
      roles: granted.filter((holder) => ADMIN_ROLES.some((role) => role === holder)),
      right: TOKEN_RIGHTS.find((right) => granted.includes(right)),
    },
  });
}
