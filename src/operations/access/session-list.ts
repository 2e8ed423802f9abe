import type { Knex } from 'knex';
import { mayAlso, requireOwnOr, requirePermission } from '../../auth/permissions.ts';
import { sessionEnd } from '../../auth/session-check.ts';
import { deleteSession, listSessions as listStored } from '../../data/access/sessions.ts';
import { listStudentSignIns } from '../../data/access/student-sign-ins.ts';
import { findStudent } from '../../data/students/students.ts';
import {
  type ListedSession,
  SESSION_NAME_LENGTH,
  type StudentSignIn,
} from '../../domain/access/session.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';
import { idKey } from '../../domain/values/id.ts';
import { NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

/** One with the hash of its token, which is for nobody to see. */
type FoundSession = ListedSession & { readonly tokenHash: string };

/** The sessions that are not over: the own ones, and for an owner everybody's. Who began last stands last. */
export async function listSessions(mess: Mess, actor: Actor): Promise<ListedSession[]> {
  const signedIn = requireOwnOr(actor, 'see own sessions', 'see the own sessions');
  const all = mayAlso(signedIn, "see everybody's sessions");
  const sessions = await findSessions(mess.db, mess, signedIn);
  return sessions.filter((each) => all || isOwn(each, signedIn)).map(withoutHash);
}

/**
 * Ends sessions: one, or all of somebody.
 *
 * @returns those that ended; none where somebody has none
 * @throws NotFoundError there is no such session, or it is not for the actor to end
 */
export async function revokeSessions(
  mess: Mess,
  actor: Actor,
  which: { readonly session: string } | { readonly of: string },
): Promise<ListedSession[]> {
  const signedIn = requireOwnOr(actor, 'end own sessions', 'end the own sessions');
  const isOfOther = 'of' in which && idKey(which.of) !== idKey(signedIn.id);
  if (isOfOther) requirePermission(actor, "end everybody's sessions");
  const all = mayAlso(signedIn, "end everybody's sessions");
  return change(mess, actor, 'session revoke', async ({ trx, record }) => {
    const found = (await findSessions(trx, mess, signedIn)).filter(
      (each) =>
        (all || isOwn(each, signedIn)) &&
        ('of' in which ? idKey(each.id) === idKey(which.of) : each.session === which.session),
    );
    const [first] = found;
    if (first === undefined) {
      if ('of' in which) return [];
      throw new NotFoundError('unknown_session', `There is no session ${which.session}.`);
    }
    const ended = found.map(withoutHash);
    await record({
      subject: first.id,
      before: {
        sessions: ended.map(({ session, startedAt, place }) => ({ session, startedAt, place })),
      },
    });
    for (const { tokenHash } of found) await deleteSession(trx, tokenHash);
    return ended;
  });
}

/**
 * How students signed in, the newest so many, the oldest of them first. Those of admins are in the record of changes.
 *
 * @param id of one student; everybody when undefined
 * @throws NotFoundError no such student
 */
export async function listSignInsOfStudents(
  mess: Mess,
  actor: Actor,
  last: number,
  id: string | undefined,
): Promise<StudentSignIn[]> {
  requirePermission(actor, "see everybody's sessions");
  if (id === undefined) return listStudentSignIns(mess.db, last, undefined);
  const student = await findStudent(mess.db, id);
  if (student === undefined) {
    throw new NotFoundError('unknown_student', `There is no student ${id}.`, {
      about: { near: [] },
    });
  }
  return listStudentSignIns(mess.db, last, student.no);
}

async function findSessions(
  db: Knex,
  { now, settings }: Pick<Mess, 'now' | 'settings'>,
  { tokenHash: own }: SignedIn,
): Promise<FoundSession[]> {
  const at = now();
  return (await listStored(db)).flatMap((stored) => {
    const { holder, tokenHash, createdAt, lastUsedAt, place } = stored;
    const end = sessionEnd(stored, settings);
    if (end <= at || (holder.kind === 'admin' && holder.disabledAt !== null)) return [];
    return [
      {
        session: tokenHash.slice(0, SESSION_NAME_LENGTH),
        kind: holder.kind,
        id: holder.id,
        place,
        startedAt: createdAt,
        lastUsedAt,
        expiresAt: end.toISOString(),
        current: tokenHash === own,
        tokenHash,
      },
    ];
  });
}

function isOwn({ kind, id }: ListedSession, signedIn: SignedIn): boolean {
  return kind === signedIn.kind && idKey(id) === idKey(signedIn.id);
}

function withoutHash({ tokenHash: _, ...session }: FoundSession): ListedSession {
  return session;
}
