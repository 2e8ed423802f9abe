import { CONFIG_VALUE } from '../../documents/upkeep.ts';
import type { ConfigValue } from '../../domain/upkeep/configuration.ts';
import { changedRecordView, recordListView, type Style } from '../page/records.ts';
import type { View } from '../page/view.ts';

/** There is no money and no time among them, and no mess need be open. */
const PLAIN: Style = { currency: 'XXX', currencyDecimals: 0, locale: 'en', timeZone: 'UTC' };

export function configListView(values: readonly ConfigValue[]): View {
  return recordListView(CONFIG_VALUE, values, PLAIN);
}

/** @param sentence for people */
export function configValueView(value: ConfigValue, sentence: string): View {
  return changedRecordView(CONFIG_VALUE, value, sentence);
}
