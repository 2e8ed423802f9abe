import type { Option } from 'commander';
import { parseText } from '../../domain/values/text.ts';
import type { Context } from '../context.ts';
import { givenOrAsked, valueOption } from './values.ts';

const parseReason = (text: string) => parseText(text, 'reason', 500);

/** `--reason`, for the record of changes. */
export function reasonOption(): Option {
  return valueOption('--reason <TEXT>', 'why, for the record of changes', parseReason);
}

/** `--reason`, given or asked for. */
export function getReason(context: Context, given: string | undefined): Promise<string> {
  return givenOrAsked(context, given, '--reason', 'Why', parseReason);
}
