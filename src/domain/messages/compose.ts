import { ValueError } from '../../errors.ts';
import { withoutUnsafe } from '../values/text.ts';
import {
  IN_BRACES,
  type MessageTemplate,
  type MessageVariables,
  SMS_VARIABLE_LENGTH,
  type SmsTemplate,
} from './template.ts';

/** A message as it is sent. */
export interface ComposedMessage {
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/**
 * The words of a message to one student. A line is left out that has a variable without a value, so that
 * nothing is said of what there is not.
 */
export function composeMessage(
  template: Pick<MessageTemplate, 'subject' | 'text'>,
  variables: MessageVariables,
): ComposedMessage {
  const lines = template.text.split('\n').flatMap((line) => {
    const { filled, lacking } = fill(line, variables);
    return lacking.length > 0 ? [] : [filled.trimEnd()];
  });
  const text = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  const subject = fill(template.subject, variables).filled.replace(/ +/g, ' ');
  return { subject: subject.trim(), text: text.trim() };
}

/** An SMS as a gateway wants it. */
export interface ComposedSms {
  readonly text: string;
  /** As it is registered: with `{#var#}` for each variable. */
  readonly template: { readonly id: string; readonly text: string };
  /** Of the template, in its order. */
  readonly variables: readonly string[];
}

/**
 * The words of an SMS to one student, with what it is told from to whoever registers the words.
 *
 * @throws ValueError `missing` or `too_long`: a variable has no value, or one of more than 30 characters
 */
export function composeSms(template: SmsTemplate, variables: MessageVariables): ComposedSms {
  const { filled, lacking, values } = fill(template.text, variables);
  const [missing] = lacking;
  if (missing !== undefined) {
    throw new ValueError('missing', `there is nothing to say for {${missing}} of the SMS`);
  }
  for (const { name, value } of values) {
    if ([...value].length <= SMS_VARIABLE_LENGTH) continue;
    throw new ValueError(
      'too_long',
      `{${name}} is longer than the ${SMS_VARIABLE_LENGTH} characters that an SMS may have there: ${value}`,
    );
  }
  return {
    text: filled,
    template: { id: template.templateId, text: template.text.replace(IN_BRACES, '{#var#}') },
    variables: values.map(({ value }) => value),
  };
}

interface Filled {
  readonly filled: string;
  /** Variables without a value. */
  readonly lacking: readonly string[];
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

/** What a value has in braces stays as it is: all are filled in at once. */
function fill(text: string, variables: MessageVariables): Filled {
  const values: { name: string; value: string }[] = [];
  const filled = text.replace(IN_BRACES, (_, name: string) => {
    const value = withoutUnsafe(variables[name as keyof MessageVariables] ?? '');
    values.push({ name, value });
    return value;
  });
  const lacking = values.filter(({ value }) => value.trim() === '').map(({ name }) => name);
  return { filled, lacking, values };
}
