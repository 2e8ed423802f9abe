import { requirePermission } from '../../auth/permissions.ts';
import { getSettings, updateSettings } from '../../data/mess/settings.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type ChangeableSettings,
  type MessSettings,
  refuseIdleBeyondSession,
} from '../../domain/mess/settings.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { refuseMovedAccounts } from '../payments/accounts/from.ts';

/** What may be seen of the settings, and what is stored of them. */
export function showSettings(mess: Mess, actor: Actor): MessSettings {
  requirePermission(actor, 'see the settings');
  return mess.settings;
}

export interface ChangedSettings {
  readonly settings: MessSettings;
  /** What they were, of those that are another now. */
  readonly before: Partial<ChangeableSettings>;
}

/**
 * Sets those that are given, all at once. What is so already is not changed, and not recorded.
 *
 * @throws ValueError `bad_limit`: an admin could be idle longer than signed in
 * @throws ConflictError the accounts have begun, and would begin in another month
 */
export async function changeSettings(
  mess: Mess,
  actor: Actor,
  wanted: Partial<ChangeableSettings>,
): Promise<ChangedSettings> {
  requirePermission(actor, 'change the settings');
  return change(mess, actor, 'settings', async ({ trx, record }) => {
    const settings = await getSettings(trx);
    const names = (Object.keys(wanted) as (keyof ChangeableSettings)[]).filter(
      (name) => wanted[name] !== undefined && wanted[name] !== settings[name],
    );
    const pick = (from: Partial<ChangeableSettings>): Partial<ChangeableSettings> =>
      Object.fromEntries(names.map((name) => [name, from[name]]));
    const [before, after] = [pick(settings), pick(wanted)];
    if (names.length === 0) return { settings, before };
    // What was stored otherwise once stays good.
    if ('adminIdleMinutes' in after || 'adminSessionHours' in after) {
      refuseIdleBeyondSession({ ...settings, ...after });
    }
    if ('accountsFrom' in after && settings.accountsFrom !== null) {
      await refuseMovedAccounts(trx, settings.accountsFrom, settings.booksClosedThrough);
    }
    await record({ subject: 'settings', before, after });
    await updateSettings(trx, after);
    const now = await getSettings(trx);
    // Until they are set, the form of dates and the country code go by the time zone.
    const { dateFormat, countryCode } = settings;
    return {
      settings: now,
      before: {
        ...before,
        ...(now.dateFormat !== dateFormat && { dateFormat }),
        ...(now.countryCode !== countryCode && { countryCode }),
      },
    };
  });
}
