import {
  CONFIG_KEYS,
  type ConfigValue,
  parseConfigKey,
} from '../../domain/upkeep/configuration.ts';
import { valueArgument } from '../options/values.ts';

export function keyArgument() {
  return valueArgument('<KEY>', `what is meant: ${CONFIG_KEYS.join(', ')}`, parseConfigKey);
}

export function findValue(values: readonly ConfigValue[], key: string): ConfigValue {
  const found = values.find((value) => value.key === key);
  if (found === undefined) throw new Error(`a key that is not listed: ${key}`);
  return found;
}
