import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Delivery, Letter, Outcome } from '../domain/messages/delivery.ts';
import { LOST_AFTER_MS } from '../domain/messages/message.ts';
import type { SmtpAddress } from '../domain/messages/smtp-address.ts';
import { isThisMachine } from '../domain/values/database-address.ts';
import { readCertificates } from './certificates.ts';
import { composeMail } from './compose-mail.ts';
import { judgeFailure, type SmtpFailure } from './judge-failure.ts';

/** Where mail is handed in, and as whose. */
export interface SmtpPlan {
  readonly server: SmtpAddress;
  readonly password: string | undefined;
  /** The address that the mess writes from. */
  readonly from: string;
  /** How long the server may be silent. */
  readonly silenceMs?: number;
  /** How long one message may take in all, however often the server says something. */
  readonly limitMs?: number;
}

const SILENCE_MS = 60_000;

/** Sooner over than nobody knows any more what became of it. */
const LIMIT_MS = LOST_AFTER_MS / 2;

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
  const sendOnce = async (mail: Buffer, to: string, ends: Ends): Promise<Tried> => {
    if (open !== undefined && open.count >= MAILS_A_CONNECTION) await close();
    const isNew = open === undefined;
    const connected = open ?? (await connect(plan, ends));
    if ('failure' in connected) return { failure: connected.failure, isNew };
    open = connected;
    open.count++;
    const envelope = { from: plan.from, to };
    const failure = await hand(connected, envelope, mail, ends);
    if (failure === undefined) return { isNew };
    // After a refusal it is not known in what state the server is; a new connection costs little.
    open = undefined;
    if (failure.isLost) connected.connection.close();
    else connected.connection.quit();
    return { failure, isNew };
  };
  return {
    channel: 'email',
    close,
    async send(letter: Letter, asked?: AbortSignal): Promise<Outcome> {
      const mail = await composeMail(letter, plan.from, new Date());
      const ends = { limit: AbortSignal.timeout(plan.limitMs ?? LIMIT_MS), asked };
      let tried = await sendOnce(mail, letter.to.address, ends);
      // Who was silent too long since the last one is hung up on, and has to call again.
      if (tried.failure?.isLost && !tried.failure.isHandedOver && !tried.isNew) {
        tried = await sendOnce(mail, letter.to.address, ends);
      }
      const { failure } = tried;
      if (failure === undefined) return { kind: 'sent' };
      if (failure.isLost && !failure.isHandedOver && asked?.aborted) return { kind: 'interrupted' };
      return judgeFailure({ ...failure, words: strikeSecrets(failure.words, plan) });
    },
  };
}

/** What ends a message before its end. */
interface Ends {
  readonly limit: AbortSignal;
  /** Of no account once the whole text is handed over. */
  readonly asked: AbortSignal | undefined;
}

/** Calls once with what ends it, until it is told to stop. @returns tells it */
function watchEnds({ limit, asked }: Ends, onEnd: (signal: AbortSignal) => void): () => void {
  const signals = asked === undefined ? [limit] : [limit, asked];
  const watches = signals.map((signal) => {
    const told = () => onEnd(signal);
    if (signal.aborted) told();
    else signal.addEventListener('abort', told);
    return () => signal.removeEventListener('abort', told);
  });
  return () => {
    for (const stop of watches) stop();
  };
}

function endedFailure(stage: SmtpFailure['stage']): SmtpFailure {
  return toFailure(new Error('it took too long in all'), stage);
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

async function connect(
  plan: SmtpPlan,
  ends: Ends,
): Promise<Opened | { readonly failure: SmtpFailure }> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const { server, password, silenceMs = SILENCE_MS } = plan;
  const isNear = isThisMachine(server.host);
  let ca: string | undefined;
  try {
    ca = server.ca === undefined ? undefined : await readCertificates(server.ca);
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
  let unwatch = () => {};
  const failure = await new Promise<SmtpFailure | undefined>((resolve) => {
    unwatch = watchEnds(ends, () => resolve(endedFailure('connect')));
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
  unwatch();
  if (failure === undefined) return { connection, count: 0 };
  connection.close();
  return { failure };
}

/** Hands a mail over. @returns undefined where the server has taken it */
function hand(
  { connection }: Opened,
  envelope: { readonly from: string; readonly to: string },
  mail: Buffer,
  ends: Ends,
): Promise<SmtpFailure | undefined> {
  let isHandedOver = false;
  let unwatch = () => {};
  const handed = new Promise<SmtpFailure | undefined>((resolve) => {
    const fail = (failure: SmtpFailure) => resolve({ ...failure, isHandedOver });
    unwatch = watchEnds(ends, (signal) => {
      if (signal === ends.limit || !isHandedOver) fail(endedFailure('send'));
    });
    // Asked for once the server wants the text; the end of it is the dot.
    const source = new Readable({
      read() {
        const answer = connection.lastServerResponse || '';
        if (answer.startsWith('354')) {
          this.push(mail);
          this.push(null);
          return;
        }
        // The library takes others for it too, and a text that nobody wants may be read as commands.
        connection.close();
        fail({
          ...toFailure(new Error(`an odd answer to DATA: ${answer}`), 'send'),
          isLost: false,
        });
      },
    });
    source.on('end', () => {
      isHandedOver = true;
    });
    const size = mail.length;
    connection.send({ ...envelope, size }, source, (error) => {
      if (error) fail(toFailure(error, 'send'));
      else resolve(undefined);
    });
  });
  return handed.finally(() => unwatch());
}

/** What is no answer of a mail server may be a page of the web, or bytes of which no words are left. */
function sayAnswer(response: string): string {
  if (/^\d{3}/.test(response)) return response;
  const odd = 'it does not answer as a mail server does';
  return /^[\s\p{C}]*$/u.test(response) ? odd : `${odd}: ${response}`;
}

/** Of the answers to a sign-in no words are kept: a server may say there what it was told. */
function codesOf(response: string): string {
  return /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response)?.[0].replace('-', ' ') ?? 'no code';
}

/** Also later a server may say what it was told, as it stood or as it was sent. */
function strikeSecrets(words: string, { server, password }: SmtpPlan): string {
  if (password === undefined || password === '') return words;
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const signIn = encode(`\0${server.user ?? ''}\0${password}`);
  return [signIn, encode(password), password].reduce(
    (rest, secret) => rest.replaceAll(secret, '…'),
    words,
  );
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
    words:
      response === undefined
        ? message
        : stage === 'sign in'
          ? codesOf(response)
          : sayAnswer(response),
    isLost: !responseCode,
    isHandedOver: false,
  };
}
