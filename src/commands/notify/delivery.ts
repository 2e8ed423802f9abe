import type { Language } from '../../domain/mess/language.ts';
import type { Delivery } from '../../domain/messages/delivery.ts';
import type { Channel } from '../../domain/messages/message.ts';
import { UnavailableError } from '../../errors.ts';
import { programDelivery } from '../../mail/program.ts';
import { smtpDelivery } from '../../mail/smtp.ts';
import type { Context } from '../context.ts';

/** How messages are to be sent. */
export interface Sending {
  readonly program?: string | undefined;
  readonly rate?: number | undefined;
  readonly language?: Language | undefined;
}

export function channelOf({ program }: Pick<Sending, 'program'>): Channel {
  return program === undefined ? 'email' : 'program';
}

/** @throws UnavailableError no mail server is set on this machine */
export async function openDelivery(
  { configuration, files, machine }: Pick<Context, 'configuration' | 'files' | 'machine'>,
  { program }: Sending,
): Promise<Delivery> {
  if (program !== undefined) return programDelivery(program, machine.endGroup);
  const { server, from, passwordFile } = configuration.mail();
  if (server.user !== undefined && passwordFile === undefined) {
    const sentence = `No password of ${server.user} is set on this machine.`;
    throw new UnavailableError('no_mail_server', sentence, {
      about: { missing: 'smtp-password-file' },
    });
  }
  const password = passwordFile && (await files.readSecretFile(passwordFile));
  return smtpDelivery({ server, password, from });
}
