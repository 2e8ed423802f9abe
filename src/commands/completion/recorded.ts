import type { Actor } from '../../domain/actor.ts';
import { listAdmins } from '../../operations/access/admins.ts';
import { listMonthNames } from '../../operations/billing/months.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { listHeads } from '../../operations/purchases/heads.ts';
import { listStudentsFrom } from '../../operations/students/students.ts';
import type { Candidate, Recorded } from './place.ts';

/** More than anybody reads. */
const MOST = 200;

/**
 * The names that the database has of a kind.
 *
 * @param beginning what they begin with
 * @throws NotAllowedError or NotSignedInError, as the command itself would
 */
export async function listRecorded(
  mess: Mess,
  actor: Actor,
  kind: Recorded,
  beginning: string,
): Promise<readonly Candidate[]> {
  switch (kind) {
    case 'students':
      return (await listStudentsFrom(mess, actor, beginning, MOST)).map(toCandidate);
    case 'admins':
      return (await listAdmins(mess, actor)).map(({ id, role }) => ({
        value: id,
        description: role,
      }));
    case 'months':
      return (await listMonthNames(mess, actor)).toReversed().map((month) => ({
        value: month,
        description: '',
      }));
    case 'heads':
      return (await listHeads(mess, actor)).map(({ name, kind: description }) => ({
        value: name,
        description,
      }));
  }
}

function toCandidate({ id, name }: { readonly id: string; readonly name: string }): Candidate {
  return { value: id, description: name };
}
