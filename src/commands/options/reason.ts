import { parseReason } from '../../domain/values/text.ts';
import type { Terminal } from '../context.ts';
import { givenOrAsked, valueOption } from './values.ts';

/** `--reason`, for the record of changes. */
export function reasonOption(help = 'why, for the record of changes') {
  return valueOption('--reason <TEXT>', help, parseReason);
}

/** `--reason`, given or asked for. */
export function getReason(
  terminal: Terminal,
  given: string | undefined,
  question = 'Why',
): Promise<string> {
  return givenOrAsked(terminal, given, '--reason', question, parseReason);
}
