import { LANGUAGES } from '../../domain/mess/language.ts';
import { MESSAGE_KINDS } from '../../domain/messages/template.ts';
import type { Fields } from '../fields.ts';

/** The words of a kind of message. */
export const MESSAGE_TEMPLATE = {
  name: 'word',
  kind: { kind: 'word', oneOf: MESSAGE_KINDS },
  language: { kind: 'word', oneOf: LANGUAGES },
  form: { kind: 'word', oneOf: ['text', 'sms'] },
  own: { kind: 'flag', from: 'isOwn' },
  head: 'text?',
  variables: 'words',
  source: 'text?',
} as const satisfies Fields;
