import type { Actor } from '../../domain/actor.ts';
import type { Purchase } from '../../domain/purchases/purchase.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { listAdmins } from '../../operations/access/admins.ts';
import { listServiceTokens } from '../../operations/access/service-tokens.ts';
import { listAttendanceImports } from '../../operations/attendance/imports/undo.ts';
import { listMonthNames } from '../../operations/billing/months.ts';
import { listImportProfiles } from '../../operations/imports/profiles.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { listHeads } from '../../operations/purchases/heads.ts';
import { listNewestPurchases } from '../../operations/purchases/purchases.ts';
import { listBranches, listStudentsFrom } from '../../operations/students/students.ts';
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
    case 'hidden heads':
      return (await listHeads(mess, actor))
        .filter(({ hidden }) => hidden === (kind === 'hidden heads'))
        .map(({ name, kind: description }) => ({ value: name, description }));
    case 'branches':
      return (await listBranches(mess, actor)).map((value) => ({ value, description: '' }));
    case 'tokens':
      return (await listServiceTokens(mess, actor)).map(({ name, may }) => ({
        value: name,
        description: may.join(','),
      }));
    case 'profiles':
      return (await listImportProfiles(mess, actor)).map(({ name, kind }) => ({
        value: name,
        description: kind,
      }));
    case 'purchases':
      return (await listNewestPurchases(mess, actor, beginning, MOST)).map((purchase) => ({
        value: String(purchase.no),
        description: describePurchase(purchase, mess.settings.currencyDecimals),
      }));
    case 'imports':
      return (await listAttendanceImports(mess, actor))
        .filter(({ undoneBy }) => undoneBy === null)
        .toReversed()
        .map(({ no, file }) => ({ value: String(no), description: file }));
  }
}

function describePurchase({ date, head, amountMinor }: Purchase, currencyDecimals: number): string {
  return `${date} ${head.name} ${formatMinor(amountMinor, currencyDecimals)}`;
}

function toCandidate({ id, name }: { readonly id: string; readonly name: string }): Candidate {
  return { value: id, description: name };
}
