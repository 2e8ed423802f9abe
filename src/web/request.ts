import type { Actor } from '../domain/actor.ts';
import type { Mess } from '../operations/mess/mess.ts';
import type { SentFile } from './sent-file.ts';

/** What somebody shows to be known by: the token of a session, or of a service. */
export interface ShownToken {
  readonly kind: 'session' | 'service';
  readonly token: string;
  /** A browser sends a cookie by itself; a program sends its token on purpose. */
  readonly by: 'cookie' | 'bearer';
}

/** A request without its socket: values alone, so that another thread can answer it too. */
export interface WebRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly file?: SentFile | undefined;
  readonly shown: ShownToken | undefined;
  /** Where the request comes from, as failures to sign in are counted by: `web 10.0.0.7`. */
  readonly place: string;
  /** The browser's mark of those who signed in with it before; for where secrets are asked for alone. */
  readonly device: string | undefined;
  /** Whether only students are served, so that nobody else is known. */
  readonly onlyStudents: boolean;
  /** What the client has already, as it was given it. */
  readonly known: string | undefined;
  /** What a change is to be known by, so that it is not done again when it is asked for again. */
  readonly operationId: string | undefined;
}

/** Likewise. */
export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What a browser is to keep, each as a `Set-Cookie` has it. */
  readonly cookies?: readonly string[];
  readonly body: string;
}

/** What a request is answered with: the mess, for as long as it takes, and who asks. */
export interface Scope {
  readonly mess: Mess;
  readonly actor: Actor;
  readonly request: WebRequest;
}
