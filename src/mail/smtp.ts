import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Delivery, Letter, Outcome, Recipient } from '../domain/messages/delivery.ts';
import type { SmtpAddress } from '../domain/messages/smtp-address.ts';
import { isThisMachine } from '../domain/values/database-address.ts';
import { composeMail } from './compose-mail.ts';
import { judgeFailure, type SmtpFailure } from './judge-failure.ts';

/** Where mail is handed in, and as whose. */
export interface SmtpPlan {
  readonly server: SmtpAddress;
  readonly password: string | undefined;
  readonly from: Recipient;
  /** How long the server may be silent; all of one message is sooner over than nobody knows of it any more. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 60_000;

/** Many servers end a connection after a hundred or so. */
const MAILS_A_CONNECTION = 100;

/**
 * Sends mail by SMTP, one message after the other to one recipient each. What leaves the machine is encrypted,
 * and the certificate must name the server: else nothing is sent.
 */
export function smtpDelivery(plan: SmtpPlan): Delivery {
  let open: Opened | undefined;
  const close = async () => {
    open?.connection.quit();
    open = undefined;
  };
  const sendOnce = async (mail: Buffer, to: string): Promise<Tried> => {
    if (open !== undefined && open.count >= MAILS_A_CONNECTION) await close();
    const isNew = open === undefined;
    const connected = open ?? (await connect(plan));
    if ('failure' in connected) return { failure: connected.failure, isNew };
    open = connected;
    open.count++;
    const { failure, isHandedOver } = await hand(connected, { from: plan.from.address, to }, mail);
    if (failure === undefined) return { isNew };
    // After a refusal it is not known in what state the server is; a new connection costs little.
    open = undefined;
    connected.connection.quit();
    return { failure: { ...failure, isHandedOver }, isNew };
  };
  return {
    channel: 'email',
    close,
    async send(letter: Letter): Promise<Outcome> {
      const mail = await composeMail(letter, plan.from, new Date());
      let tried = await sendOnce(mail, letter.to.address);
      // Who was silent too long since the last one is hung up on, and has to call again.
      if (tried.failure?.isLost && !tried.failure.isHandedOver && !tried.isNew) {
        tried = await sendOnce(mail, letter.to.address);
      }
      return tried.failure === undefined ? { kind: 'sent' } : judgeFailure(tried.failure);
    },
  };
}

interface Opened {
  readonly connection: SMTPConnection;
  count: number;
}

interface Tried {
  readonly failure?: SmtpFailure;
  /** Whether it was the first on its connection. */
  readonly isNew: boolean;
}

async function connect(plan: SmtpPlan): Promise<Opened | { readonly failure: SmtpFailure }> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const { server, password, silenceMs = SILENCE_MS } = plan;
  const isNear = isThisMachine(server.host);
  let ca: Buffer | undefined;
  try {
    ca = server.ca === undefined ? undefined : await readFile(server.ca);
  } catch (error) {
    return { failure: toFailure(error, 'connect', true) };
  }
  const connection = new Connection({
    ...{ host: server.host, port: server.port, secure: server.isTls },
    // Within the machine nobody listens, and its server has a certificate that nobody knows.
    ...{ requireTLS: !isNear, ignoreTLS: isNear && !server.isTls },
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca && { ca }) },
    ...{ connectionTimeout: silenceMs, greetingTimeout: silenceMs, socketTimeout: silenceMs },
    ...{ dnsTimeout: silenceMs, allowInternalNetworkInterfaces: true },
  });
  const failure = await new Promise<SmtpFailure | undefined>((resolve) => {
    // It stays: what goes wrong later is told to whoever sends then.
    connection.on('error', (error) => resolve(toFailure(error, 'connect')));
    connection.connect((error) => {
      if (error) return resolve(toFailure(error, 'connect'));
      const { user } = server;
      if (user === undefined) return resolve(undefined);
      const credentials = { user, pass: password ?? '' };
      connection.login({ credentials }, (refused) => {
        resolve(refused ? toFailure(refused, 'sign in') : undefined);
      });
    });
  });
  if (failure === undefined) return { connection, count: 0 };
  connection.close();
  return { failure };
}

/** Hands a mail over, and says whether all of it was on its way when that went wrong. */
function hand(
  { connection }: Opened,
  envelope: { readonly from: string; readonly to: string },
  mail: Buffer,
): Promise<{ readonly failure?: SmtpFailure; readonly isHandedOver: boolean }> {
  return new Promise((resolve) => {
    let isHandedOver = false;
    // Asked for once the server wants the text; the end of it is the dot.
    const source = Readable.from([mail], { objectMode: false });
    source.on('end', () => {
      isHandedOver = true;
    });
    const size = mail.length;
    connection.send({ ...envelope, size }, source, (error) => {
      if (error) resolve({ failure: toFailure(error, 'send'), isHandedOver });
      else resolve({ isHandedOver });
    });
  });
}

function toFailure(error: unknown, stage: SmtpFailure['stage'], isUnusable = false): SmtpFailure {
  const { code, originalCode, responseCode, command, response, message } = error as {
    readonly code?: string;
    readonly originalCode?: string;
    readonly responseCode?: number | false;
    readonly command?: string;
    readonly response?: string;
    readonly message: string;
  };
  return {
    stage,
    code: isUnusable ? 'ETLS' : (code ?? ''),
    cause: originalCode ?? '',
    status: responseCode || undefined,
    command: command ?? '',
    words: response === undefined ? message : response,
    isLost: !responseCode,
    isHandedOver: false,
  };
}
