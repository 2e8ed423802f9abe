import { parseReason } from '../../domain/values/text.ts';
import type { Terminal } from '../context.ts';
import { givenOrAsked, valueOption } from './values.ts';

/** `--reason`, for the record of changes. */
export function reasonOption() {
  return valueOption('--reason <TEXT>', 'why, for the record of changes', parseReason);
}

/** `--reason`, given or asked for. */
export function getReason(terminal: Terminal, given: string | undefined): Promise<string> {
  return givenOrAsked(terminal, given, '--reason', 'Why', parseReason);
}
