import type { Month } from '../../../domain/values/month.ts';
import { ConflictError } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';

/**
 * The first month whose bill is owed.
 *
 * @throws ConflictError no accounts are kept yet
 */
export function requireAccounts({ settings }: Pick<Mess, 'settings'>): Month {
  if (settings.accountsFrom !== null) return settings.accountsFrom;
  throw new ConflictError('no_accounts', 'This mess keeps no accounts of its students yet.');
}
