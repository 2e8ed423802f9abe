import { Readable, Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Prompter, Question } from '../../src/commands/context.ts';
import { InterruptedError } from '../../src/errors.ts';

/** How a command ended. */
export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
  readonly now: () => Date;
  /** Who sits where. */
  readonly place?: () => string;
  readonly sleep?: (ms: number) => Promise<void>;
  /** What the person at the terminal answers, in order; nobody is there when undefined. */
  readonly answers?: readonly (string | boolean)[] | undefined;
  /** Somebody who does more than answer, and is asked nothing else. */
  readonly prompter?: Partial<Prompter>;
  /** The terminal is this wide; not a terminal when undefined. */
  readonly columns?: number | undefined;
  readonly busyTimeoutMs?: number | undefined;
  /** Another operating system than the test's own; one where files have no owner is handed in. */
  readonly platform?: 'win32' | undefined;
  /** How long a database server may be silent. */
  readonly answerTimeoutMs?: number | undefined;
  /** Hears all that is printed, in order. */
  readonly heard?: (text: string) => void;
}

/** Runs one command line inside this process, through everything but `bin/mess.js`. */
export async function run(args: readonly string[], options: RunOptions): Promise<Result> {
  const stdout = new Collector(options.columns, options.heard);
  const stderr = new Collector(options.columns, options.heard);
  const code = await main({
    argv: ['node', 'mess', ...args],
    env: options.env,
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout,
    stderr,
    platform: options.platform ?? process.platform,
    getuid: options.platform === undefined ? process.getuid : undefined,
    now: options.now,
    place: options.place ?? (() => 'tester@desk'),
    ...(options.sleep && { sleep: options.sleep }),
    ...(options.prompter && { prompter: { ...NOT_ASKED, ...options.prompter } }),
    ...(options.answers && { prompter: scriptedPrompter(options.answers, stderr) }),
    ...(options.busyTimeoutMs !== undefined && { busyTimeoutMs: options.busyTimeoutMs }),
    ...(options.answerTimeoutMs !== undefined && { answerTimeoutMs: options.answerTimeoutMs }),
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const notAsked = () => Promise.reject(new Error('not asked'));

const NOT_ASKED: Prompter = {
  text: notAsked,
  secret: notAsked,
  confirm: notAsked,
  several: notAsked,
  choose: notAsked,
};

/** Keeps what is written to it. */
export class Collector extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  readonly #heard: (text: string) => void;

  constructor(columns: number | undefined, heard: (text: string) => void = () => {}) {
    super({ decodeStrings: false });
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 0;
    this.#heard = heard;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.#heard(chunk.toString());
    done();
  }
}

/** Answers like a person: what is refused is answered again, from the same list. */
function scriptedPrompter(answers: readonly (string | boolean)[], stderr: Collector): Prompter {
  const left = [...answers];
  const next = () => {
    const answer = left.shift();
    if (answer === undefined)
      throw new InterruptedError('interrupted', 'Interrupted. Nothing was changed.');
    return answer;
  };
  const ask = async ({ message, default: fallback, check }: Question) => {
    for (;;) {
      stderr.write(`? ${message}\n`);
      const given = String(next());
      const answer = given === '' && fallback !== undefined ? fallback : given;
      const verdict = check?.(answer) ?? true;
      if (verdict === true) return answer;
      stderr.write(`> ${verdict}\n`);
    }
  };
  return {
    text: ask,
    secret: ask,
    several: async ({ message, choices }) => {
      const chosen = choices.filter(({ isChosen }) => isChosen).map(({ value }) => value);
      stderr.write(`? ${message} (${chosen.join(' ')})\n`);
      const given = String(next());
      return given === '' ? chosen : given.split(' ');
    },
    confirm: async (message) => {
      stderr.write(`? ${message}\n`);
      return next() === true;
    },
    choose: async ({ message, choices }) => {
      stderr.write(`? ${message} [${choices.join(', ')}]\n`);
      const answer = next();
      const chosen = choices.find((each) => each === answer);
      if (chosen === undefined) throw new Error(`${answer} is not in the list`);
      return chosen;
    },
  };
}
