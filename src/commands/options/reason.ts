import { parseText } from '../../domain/values/text.ts';
import type { Terminal } from '../context.ts';
import { givenOrAsked, valueOption } from './values.ts';

const parseReason = (text: string) => parseText(text, 'reason', 500);

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
