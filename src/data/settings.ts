import type { Knex } from 'knex';
import { currencyDecimals, currencyLocale } from '../domain/currency.ts';
import { UnavailableError } from '../errors.ts';

export interface MessSettings {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  /** For grouping amounts that people read. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
}

export async function insertSettings(
  db: Knex,
  settings: Pick<MessSettings, 'name' | 'currency' | 'timeZone'>,
): Promise<void> {
  await db('settings').insert([
    { key: 'name', value: settings.name },
    { key: 'currency', value: settings.currency },
    { key: 'time_zone', value: settings.timeZone },
  ]);
}

export async function getSettings(db: Knex): Promise<MessSettings> {
  const rows: { key: string; value: string }[] = await db('settings').select('key', 'value');
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const get = (key: string) => {
    const value = values.get(key);
    if (value === undefined) throw unusable(`the setting ${key} is missing`);
    return value;
  };
  const currency = get('currency');
  // What is no code at all, the formatting of amounts would stumble over.
  if (!/^[A-Z]{3}$/.test(currency)) throw unusable('the setting currency is no currency code');
  return {
    name: get('name'),
    currency,
    currencyDecimals: currencyDecimals(currency),
    locale: currencyLocale(currency),
    timeZone: get('time_zone'),
  };
}

function unusable(why: string): UnavailableError {
  return new UnavailableError(`The mess cannot be used: ${why}.`, {
    hint: 'put back your last backup: mess db restore FILE',
  });
}
