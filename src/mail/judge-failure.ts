import type { Outcome } from '../domain/messages/delivery.ts';

/** What went wrong with a mail. */
export interface SmtpFailure {
  readonly stage: 'connect' | 'sign in' | 'send';
  /** The kind of failure that the library gives, such as `ETLS`. */
  readonly code: string;
  /** What the system called it, such as `CERT_HAS_EXPIRED`; empty for none. */
  readonly cause: string;
  /** The three digits of the server's answer (RFC 5321, 4.2). */
  readonly status: number | undefined;
  /** What it answered to, such as `RCPT TO`. */
  readonly command: string;
  readonly words: string;
  /** No answer came. */
  readonly isLost: boolean;
  /** The whole text was on its way, its last dot too. */
  readonly isHandedOver: boolean;
}

/** Of what the library says about certificates: nobody is asked who cannot be known. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;

/**
 * What became of a mail that was not simply taken. A server that does not answer when it has all of it may
 * have taken it.
 */
export function judgeFailure(failure: SmtpFailure): Outcome {
  const { stage, code, cause, status, command, words, isHandedOver } = failure;
  const isForNow = status !== undefined && status < 500;
  if (isHandedOver && (status === undefined || status < 400 || status > 599)) {
    return { kind: 'unknown', reason: `no answer came to the whole message: ${words}` };
  }
  if (isForNow) return { kind: 'later', reason: words };
  if (code === 'ETLS' || CERTIFICATE.test(cause)) {
    return { kind: 'unusable', reason: `no encrypted connection: ${words}` };
  }
  if (stage === 'sign in' && (code === 'EAUTH' || status !== undefined)) {
    return { kind: 'unusable', reason: `the sign-in is refused: ${words}` };
  }
  if (status === undefined) {
    // That a letter cannot be sent to such an address at all, as one with letters that the server does not know.
    const isAddress = code === 'EENVELOPE' || code === 'EMESSAGE';
    return isAddress
      ? { kind: 'refused', reason: words, ofAddressee: true }
      : { kind: 'later', reason: words };
  }
  if (stage === 'connect' || command === 'MAIL FROM') return { kind: 'unusable', reason: words };
  return { kind: 'refused', reason: words, ofAddressee: command === 'RCPT TO' };
}
