import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A mail that the server has taken. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  /** In the brackets of its Message-ID. */
  readonly messageId: string;
  /** As it came, without the final dot. */
  readonly raw: string;
}

/** What the server is at: `.` when all of a mail is there, `CONN` before it says anything. */
export type Stage = 'CONN' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'TEXT' | '.';

/** An answer of its own, such as `550 5.1.1 no such user`; or it hangs up, never answers, or never ends its answer. */
export type OwnAnswer = string | 'hang up' | 'silence' | 'dribble';

export interface SmtpOptions {
  /** Asked at each stage; as a good server answers when undefined. */
  readonly answer?: (
    at: Stage,
    mail: { readonly to: string; readonly mails: number },
  ) => OwnAnswer | undefined;
  /** It offers STARTTLS, or is encrypted from the beginning. */
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer; readonly isImplicit?: boolean };
  /** `user:password` that it lets in; anybody when undefined. */
  readonly credentials?: string;
}

export interface SmtpServer {
  readonly port: number;
  /** What it has taken, in order. */
  readonly mails: readonly Mail[];
  /** How many connections were made. */
  connections(): number;
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string;
}

/** A mail server on every address of this machine, gone when the test is over. */
export async function startSmtpServer(options: SmtpOptions = {}): Promise<SmtpServer> {
  const mails: Mail[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => {});
    talk(options.tls?.isImplicit ? encrypted(socket, options) : socket, options, mails, true);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { port, mails, connections: () => connections, url: `smtp://127.0.0.1:${port}` };
}

function encrypted(socket: Socket, { tls }: SmtpOptions): TLSSocket {
  const secure = new TLSSocket(socket, { isServer: true, key: tls?.key, cert: tls?.cert });
  return secure.on('error', () => {});
}

function dribble(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-wait\r\n'), 50);
  socket.on('close', () => clearInterval(timer));
}

/** @param greets whether it speaks first, as it does but after STARTTLS */
function talk(socket: Socket, options: SmtpOptions, mails: Mail[], greets: boolean): void {
  const { tls, credentials, answer = () => undefined } = options;
  let [rest, from, to, isText] = ['', '', '', false];
  const say = (at: Stage, usual: string): boolean => {
    const own = answer(at, { to, mails: mails.length });
    if (own === 'hang up') socket.destroy();
    else if (own === 'dribble') dribble(socket);
    else if (own !== 'silence') socket.write(`${own ?? usual}\r\n`);
    return own === undefined;
  };
  const takeLine = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO') {
      const more = [
        ...(tls && !(socket instanceof TLSSocket) ? ['STARTTLS'] : []),
        ...(credentials === undefined ? [] : ['AUTH PLAIN']),
      ];
      const lines = ['test', ...more, 'SIZE 1000000'];
      const all = lines.map((each, at) => `250${at < lines.length - 1 ? '-' : ' '}${each}`);
      say('EHLO', all.join('\r\n'));
    } else if (verb === 'STAR' && tls) {
      socket.write('220 go\r\n');
      socket.removeAllListeners('data');
      talk(encrypted(socket, options), options, mails, false);
    } else if (verb === 'AUTH') {
      const given = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0');
      const isRight = `${given[1]}:${given[2]}` === credentials;
      say('AUTH', isRight ? '235 welcome' : '535 5.7.8 bad credentials');
    } else if (verb === 'MAIL') {
      from = address;
      say('MAIL', '250 ok');
    } else if (verb === 'RCPT') {
      to = address;
      say('RCPT', '250 ok');
    } else if (verb === 'DATA') isText = say('DATA', '354 go');
    else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else if (verb === 'RSET' || verb === 'NOOP') socket.write('250 ok\r\n');
    else socket.write('502 what\r\n');
  };
  const takeText = (raw: string): void => {
    isText = false;
    const messageId = /^Message-ID: <([^>]*)>/im.exec(raw)?.[1] ?? '';
    const mail = { from, to, messageId, raw };
    // It has it whatever becomes of its answer.
    const own = answer('.', { to, mails: mails.length });
    if (own === undefined || own === 'hang up' || own === 'silence') mails.push(mail);
    if (own === 'hang up') socket.destroy();
    else if (own !== 'silence') socket.write(`${own ?? '250 taken'}\r\n`);
  };
  socket.on('data', (bytes: Buffer) => {
    rest += bytes.toString('latin1');
    for (;;) {
      if (isText && answer('TEXT', { to, mails: mails.length }) === 'hang up') {
        socket.destroy();
        return;
      }
      const end = isText ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n');
      if (end === -1) return;
      const piece = rest.slice(0, end);
      rest = rest.slice(end + (isText ? 5 : 2));
      if (isText) takeText(piece);
      else takeLine(piece);
    }
  });
  if (greets) say('CONN', '220 test');
}
