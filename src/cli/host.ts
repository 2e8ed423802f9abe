import type { Readable, Writable } from 'node:stream';
import type { Prompter } from '../commands/context.ts';

export type InputStream = Readable & { readonly isTTY?: boolean };
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** What a run has of the process; `process` itself fits, and so does what a test makes. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** As Node names the operating system. */
  readonly platform: string;
  /** Who runs this; absent where files have no owner and no mode, as on Windows. */
  readonly getuid?: (() => number) | undefined;
  /** The clock; the machine's when absent. */
  readonly now?: () => Date;
  /** Who sits where; as the system says when absent. */
  readonly place?: () => string;
  /** How time is let pass; it passes by itself when absent. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Answers questions; the terminal when absent and there is one. */
  readonly prompter?: Prompter;
  /** How long another writer is waited for; 30 seconds when absent. */
  readonly busyTimeoutMs?: number;
  /** How long a database server may be silent; a minute when absent. */
  readonly answerTimeoutMs?: number;
}
