import { parseReason } from '../../domain/values/text.ts';
import type { Terminal } from '../context.ts';
import { givenOrAsked, valueOption } from './values.ts';

/** `--reason`, for the record of changes. */
export function reasonOption(help = 'why, for the record of changes') {
  return valueOption('--reason <TEXT>', help, parseReason);
}

/** `--reason` of what every student of a bill is told. */
export function reasonReadByStudents() {
  return reasonOption('why; students read it, beside their share');
}

export const ASKED_WHY = 'Why (students read it)';

/** `--reason`, given or asked for. */
export function getReason(
  terminal: Terminal,
  given: string | undefined,
  question = 'Why',
): Promise<string> {
  return givenOrAsked(terminal, given, '--reason', question, parseReason);
}
