import { CONFIG_KEYS, type ConfigValue } from '../../domain/upkeep/configuration.ts';
import { choiceArgument } from '../options/arguments.ts';

export function keyArgument() {
  return choiceArgument('<KEY>', 'the setting', CONFIG_KEYS);
}

export function findValue(values: readonly ConfigValue[], key: string): ConfigValue {
  const found = values.find((value) => value.key === key);
  if (found === undefined) throw new Error(`a key that is not listed: ${key}`);
  return found;
}
