import type { ServerOptions as HttpOptions, RequestListener, Server } from 'node:http';
import type { MessError } from '../../errors.ts';
import type { Lanes } from '../../operations/mess/lanes.ts';
import type { Assets } from '../assets.ts';
import type { AnswerHeavy } from '../heavy/job.ts';
import type { LimitRates } from '../security/limits/limits.ts';

/** What a server is made of. */
export interface ServerOptions {
  readonly lanes: Lanes;
  /** Answers what takes long; where all else is answered when undefined. */
  readonly answerHeavy?: AnswerHeavy | undefined;
  readonly now: () => Date;
  /** As its clients reach it, such as `https://mess.example.org`; undefined where only loopback does. */
  readonly url: URL | undefined;
  /** Addresses of proxies whose word on the client is taken. */
  readonly trustedProxies: readonly string[];
  /** Whether it listens on a socket, which only a proxy of this machine comes to: its word is taken. */
  readonly isBehindSocket: boolean;
  /** Origins whose scripts may call the API, with a token. */
  readonly corsOrigins: readonly string[];
  /** Whether there is nothing but what students need. */
  readonly onlyStudents: boolean;
  /** How much is answered; as usual when undefined. */
  readonly rates?: LimitRates | undefined;
  readonly assets: Assets;
  /** Says a fault of the database in words, where it is one. */
  explain(thrown: unknown): MessError | undefined;
  /** Makes the socket side of it, with or without TLS. */
  listenOn(handler: RequestListener, options: HttpOptions): Server;
  /** One line for the log, without its end. */
  log(line: string): void;
}
