import { isIPv4, isIPv6 } from 'node:net';
import { ValueError } from '../../errors.ts';

/** A server that takes mail. */
export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte on, as at port 465; else by STARTTLS. */
  readonly isTls: boolean;
  /** Undefined where it wants nobody to sign in. */
  readonly user: string | undefined;
  /** The path of a file of certificates to trust; the well-known ones when undefined. */
  readonly ca: string | undefined;
}

/** Where mail is handed in, and as whose. */
export interface MailConfig {
  readonly server: SmtpAddress;
  /** The e-mail address that the mess writes from. */
  readonly from: string;
  /** The file of the password; undefined where there is none. */
  readonly passwordFile: string | undefined;
}

const HOW = 'write smtp://USER@HOST:PORT, or smtps:// where it is encrypted from the beginning';

const SHAPE =
  /^(smtps?):\/\/(?:([^@/?#:]*)(:[^@/?#]*)?@)?(\[[\da-f:.]+\]|[a-z\d.-]+)(?::(\d{1,5}))?\/?(?:\?ca=(.+))?$/i;

/** What the ports of submission are (RFC 8314, 3.3). */
const USUAL_PORTS = { smtp: 587, smtps: 465 } as const;

/**
 * Where mail is handed in: `smtp://user@host:587` or `smtps://user@host:465`. An @ within the user is `%40`.
 * Behind it `?ca=FILE` names certificates to trust.
 *
 * @throws ValueError `bad_address`
 */
export function parseSmtpAddress(text: string): SmtpAddress {
  const [, scheme = '', user, password, host = '', port, ca] = SHAPE.exec(text.trim()) ?? [];
  // Not shown: it may hold a password.
  if (host === '') throw new ValueError('bad_address', `not the address of a mail server; ${HOW}`);
  if (password !== undefined) {
    throw new ValueError(
      'bad_address',
      'a password does not stand there, but in a file of its own',
    );
  }
  const name = host.replace(/^\[|\]$/g, '');
  if (!isHost(name, host !== name)) {
    throw new ValueError('bad_address', `not the name of a server: ${host}; ${HOW}`);
  }
  const isTls = scheme.toLowerCase() === 'smtps';
  const number = port === undefined ? USUAL_PORTS[isTls ? 'smtps' : 'smtp'] : Number(port);
  if (number < 1 || number > 65535) throw new ValueError('bad_address', `not a port: ${port}`);
  return {
    host: name,
    port: number,
    isTls,
    user: user === undefined || user === '' ? undefined : decode(user),
    ca: ca === undefined ? undefined : decode(ca),
  };
}

/** Source: RFC 1123, 2.1. A name whose last part is a number is an address, and then a whole one. */
const NAME = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d]([a-z\d-]{0,61}[a-z\d])?\.?$/i;
const MAX_NAME = 253;

function isHost(name: string, isBracketed: boolean): boolean {
  if (isBracketed) return isIPv6(name);
  if (/(^|\.)\d+\.?$/.test(name)) return isIPv4(name);
  return NAME.test(name) && name.length <= MAX_NAME;
}

export function writeSmtpAddress({ host, port, isTls, user, ca }: SmtpAddress): string {
  const who = user === undefined ? '' : `${encodeURIComponent(user)}@`;
  const where = host.includes(':') ? `[${host}]` : host;
  const trusted = ca === undefined ? '' : `?ca=${encodeURI(ca)}`;
  return `smtp${isTls ? 's' : ''}://${who}${where}:${port}${trusted}`;
}

/** C0, DEL and C1: a line end would begin a command of its own. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

function decode(text: string): string {
  const decoded = decodePercent(text);
  if (!CONTROL.test(decoded)) return decoded;
  throw new ValueError(
    'bad_address',
    `not an address, since a character of it is none to see, such as a line end; ${HOW}`,
  );
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ValueError(
      'bad_address',
      `a % begins the code of a character, such as %40 for @; ${HOW}`,
    );
  }
}
