import { hashPassword } from '../../auth/passwords.ts';
import { insertAdmin } from '../../data/access/admins.ts';
import { insertSettings } from '../../data/mess/settings.ts';
import { createDatabase, type OpenOptions, refuseOccupiedAddress } from '../../data/open.ts';
import { insertHeads } from '../../data/purchases/heads.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import { DEFAULT_HEADS } from '../../domain/purchases/purchase.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { change } from '../mess/change.ts';

export interface InitInput {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly adminId: string;
  readonly password: string;
}

/**
 * To ask before anybody is asked for a password.
 *
 * @throws ConflictError something is there already
 */
export async function refuseExistingMess(
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<void> {
  await refuseOccupiedAddress(address, options);
}

/**
 * Makes a new mess with its first admin, an owner. Needs no sign-in: whoever makes the database
 * holds it.
 *
 * @throws ConflictError something is there already
 */
export async function initMess(
  address: DatabaseAddress,
  options: OpenOptions,
  input: InitInput,
  now: () => Date,
): Promise<void> {
  const passwordHash = await hashPassword(input.password);
  await createDatabase(address, options, async (db) => {
    await change({ db, now }, { kind: 'database' }, 'init', async ({ trx, at, record }) => {
      const { name, currency, timeZone, adminId } = input;
      const digests = { secret: sha256(passwordHash) };
      await record({
        subject: name,
        after: { name, currency, timeZone, admin: { id: adminId, role: 'owner' }, digests },
      });
      await insertSettings(trx, { name, currency, timeZone });
      await insertHeads(trx, DEFAULT_HEADS);
      await insertAdmin(trx, {
        id: adminId,
        role: 'owner',
        passwordHash,
        createdAt: at,
        disabledAt: null,
      });
    });
  });
}
