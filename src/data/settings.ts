import type { Knex } from 'knex';
import { currencyDecimals, currencyLocale } from '../domain/currency.ts';

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
    if (value === undefined) throw new Error(`the setting ${key} is missing`);
    return value;
  };
  const currency = get('currency');
  return {
    name: get('name'),
    currency,
    currencyDecimals: currencyDecimals(currency),
    locale: currencyLocale(currency),
    timeZone: get('time_zone'),
  };
}
