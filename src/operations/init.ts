import { hashPassword } from '../auth/passwords.ts';
import { insertAdmin } from '../data/admins.ts';
import { checkVacant, createDatabase } from '../data/create.ts';
import { insertSettings } from '../data/settings.ts';
import { change } from './change.ts';

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
 * @throws ConflictError something is at the path already
 */
export async function checkCanInit(path: string): Promise<void> {
  await checkVacant(path);
}

/**
 * Makes a new mess with its first admin, an owner. Needs no sign-in: whoever makes the database
 * holds it.
 *
 * @throws ConflictError something is at the path already
 */
export async function initMess(path: string, input: InitInput, now: () => Date): Promise<void> {
  const passwordHash = await hashPassword(input.password);
  await createDatabase(path, async (db) => {
    await change({ db, now }, { kind: 'database' }, 'init', async ({ trx, at, record }) => {
      const { name, currency, timeZone, adminId } = input;
      await record({
        subject: name,
        after: { name, currency, timeZone, admin: { id: adminId, role: 'owner' } },
      });
      await insertSettings(trx, { name, currency, timeZone });
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
