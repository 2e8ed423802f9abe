import { CONFIG_KEYS } from '../../domain/upkeep/configuration.ts';
import { choiceArgument } from '../options/arguments.ts';

export function keyArgument() {
  return choiceArgument('<KEY>', 'the setting', CONFIG_KEYS);
}
