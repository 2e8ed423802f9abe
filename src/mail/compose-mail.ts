import type { Letter } from '../domain/messages/delivery.ts';

/**
 * A letter as the bytes of a mail. Names and addresses are handed over apart, so that nothing in them is taken
 * for another address or for a header.
 *
 * @param address that the mess writes from
 */
export async function composeMail(letter: Letter, address: string, date: Date): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { from: name, to, subject, text, html, messageId } = letter;
  const composer = new MailComposer({
    ...{ from: { name, address }, to: { ...to }, subject, text, date },
    ...(html === undefined ? {} : { html }),
    messageId: writeMessageId(messageId, address),
    // Nobody's holiday answers it (RFC 3834, 5).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** It ends in a domain of who sends it (RFC 5322, 3.6.4). */
export function writeMessageId(messageId: string, from: string): string {
  return `<${messageId}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
