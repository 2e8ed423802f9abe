import type { Language } from '../../domain/mess/language.ts';
import type { Delivery } from '../../domain/messages/delivery.ts';
import type { Channel } from '../../domain/messages/message.ts';
import { UnavailableError, ValueError } from '../../errors.ts';
import { readCertificates } from '../../mail/certificates.ts';
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
  if (server.ca !== undefined) await refuseUnreadable(server.ca);
  const password = passwordFile && (await files.readSecretFile(passwordFile));
  return smtpDelivery({ server, password, from });
}

async function refuseUnreadable(ca: string): Promise<void> {
  try {
    await readCertificates(ca);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const sentence = `The address of the mail server cannot be used: ${error.message}.`;
    const hint = 'mess config set smtp ADDRESS?ca=FILE';
    throw new UnavailableError('unreadable_certificates', sentence, { hint, cause: error });
  }
}
