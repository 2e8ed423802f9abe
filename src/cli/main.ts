import { randomUUID } from 'node:crypto';
import { type Command, CommanderError } from 'commander';
import { FailureError, MessError } from '../errors.ts';
import type { Page } from '../output/page/view.ts';
import type { Reason } from '../reasons.ts';
import type { RunContext } from './context/context.ts';
import type { Host } from './host.ts';
import { writeAnswer } from './long-answer.ts';
import type { GlobalOptions } from './options.ts';
import { createProgram } from './program.ts';
import type { answerHeavy as AnswerHeavy } from './serve/heavy/worker.ts';
import { wantsColor, widthOf } from './streams.ts';

/**
 * Runs one command line from argv to exit code. Errors become exit codes here and nowhere else.
 *
 * @returns the exit code; the caller lets output drain and the process end by itself
 */
export async function main(process: Host): Promise<number> {
  const host = guardStderr(process);
  if (host.argv[2] === '__complete') {
    const { complete } = await import('./loaded/everyday.ts');
    await complete(host, createTree, host.argv.slice(3));
    return 0;
  }
  const log = host.env.MESS_LOG;
  if (!log) return (await runCommand(host)).exitCode;
  const began = { at: host.now?.() ?? new Date(), ms: performance.now() };
  const ended = await runCommand(host);
  await logCommand(host, log, began, ended);
  return ended.exitCode;
}

/** What a thread of `mess serve` runs, beside a command. */
export async function answerHeavy(...started: Parameters<typeof AnswerHeavy>): Promise<void> {
  const worker = await import('./serve/heavy/worker.ts');
  await worker.answerHeavy(...started);
}

/** How a command ended. */
interface Ended {
  readonly exitCode: number;
  readonly reason: Reason | null;
  /** Its words without `mess`; empty where the command line names none. */
  readonly command: string;
  readonly rows: number | null;
}

async function runCommand(host: Host): Promise<Ended> {
  let context: RunContext | undefined;
  let program: Command | undefined;
  let running: Command | undefined;
  let mayColor = true;
  const printed: string[] = [];
  let refused: MessError | undefined;
  try {
    const output = {
      write: (text: string) => printed.push(text),
      width: widthOf(host.stdout),
    };
    const begin = async (options: GlobalOptions) => {
      mayColor = options.color;
      const { createContext } = await import('./loaded/everyday.ts');
      context = await createContext(host, options);
      return context;
    };
    program = await createProgram(begin, output, host.argv.slice(2));
    program.hook('preAction', (_, command) => {
      running = command;
    });
    try {
      await program.parseAsync([...host.argv]);
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      if (!isHelp(error)) {
        const { toUsageError } = await import('./loaded/everyday.ts');
        throw toUsageError(error, program, host.argv.slice(2));
      }
    }
    if (printed.length > 0) await printHelp(host, printed.join(''));
  } catch (error) {
    // Then what would say it may be missing, too.
    if (isNotWhole(error)) throw error;
    const color = wantsColor(host.stderr, host.env, mayColor);
    const page = { color, width: widthOf(host.stderr) };
    refused = await reportError(error, host, page, context);
  } finally {
    await context?.close();
  }
  return {
    exitCode: refused?.exitCode ?? 0,
    reason: refused?.reason ?? null,
    command: await nameCommand(host, program, running),
    rows: context?.rows() ?? null,
  };
}

/** Only words that are names of commands: what else was typed may be a secret in the wrong place. */
async function nameCommand(
  host: Host,
  program: Command | undefined,
  running: Command | undefined,
): Promise<string> {
  if (!host.env.MESS_LOG || program === undefined) return '';
  const { findCommand } = await import('./loaded/everyday.ts');
  let command: Command | null = running ?? findCommand(program, host.argv.slice(2)).command;
  const words: string[] = [];
  for (; command !== null && command !== program; command = command.parent) {
    words.unshift(command.name());
  }
  return words.join(' ');
}

/** A command that is done is not undone by a log that cannot be written: that is said, and no more. */
async function logCommand(
  host: Host,
  file: string,
  began: { readonly at: Date; readonly ms: number },
  { command, rows, exitCode, reason }: Ended,
): Promise<void> {
  const { appendToLog, warningText } = await import('./loaded/everyday.ts');
  const durationMs = Math.round(performance.now() - began.ms);
  const time = began.at.toISOString();
  const ended = { time, run: randomUUID(), command, durationMs, rows, exitCode, reason };
  const why = appendToLog(file, ended, host);
  // Beside an error in JSON nothing else stands on standard error.
  if (why === undefined || (exitCode !== 0 && asksForJson(host.argv))) return;
  const page = { color: wantsColor(host.stderr, host.env, true), width: widthOf(host.stderr) };
  host.stderr.write(warningText(`The log ${file} was not written: ${why}.`, page));
}

/** A part of the built program is missing; `bin` says so. */
function isNotWhole(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MESS_NOT_WHOLE';
}

/** What cannot be said must not change how the command ended. The stream is not made before anything is. */
function guardStderr(host: Host): Host {
  let stderr: Host['stderr'] | undefined;
  const get = () => {
    stderr ??= host.stderr.on('error', () => {});
    return stderr;
  };
  return Object.create(host, { stderr: { get } });
}

/** The commands alone, of which none is run. */
function createTree(words: readonly string[]): Promise<Command> {
  const never = () => Promise.reject(new Error('A tree runs no command.'));
  return createProgram(never, { write: () => {}, width: undefined }, words);
}

async function printHelp(host: Host, text: string): Promise<void> {
  const width = widthOf(host.stdout);
  const fits = width === undefined || text.split('\n').every(({ length }) => length <= width);
  const { wrapLines } = fits ? { wrapLines: undefined } : await import('./loaded/everyday.ts');
  const mayPage = !host.argv.includes('--no-pager');
  await writeAnswer(host, [wrapLines?.(text, width) ?? text], mayPage);
}

/** Help and version, also of a bare `mess` or `mess NOUN`, are answers and not errors. */
function isHelp(error: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(error.code);
}

async function reportError(
  thrown: unknown,
  host: Host,
  page: Page,
  context: RunContext | undefined,
): Promise<MessError> {
  const error = await toMessError(thrown, context);
  const { errorJson, errorText, noteText, sayError } = await import('./loaded/everyday.ts');
  const json = asksForJson(host.argv);
  const said = sayError(error, givenDatabase(host.argv));
  // A "no" is an answer, and nothing went wrong.
  if (error.reason === 'declined' && !json) host.stderr.write(noteText(error.message, page.width));
  else host.stderr.write(json ? errorJson(said) : errorText(said, page));
  const isBug = error.reason === 'bug';
  if (!json && (host.argv.includes('--verbose') || isBug) && thrown instanceof Error) {
    for (const line of (thrown.stack ?? '').split('\n')) host.stderr.write(noteText(line));
  }
  return error;
}

/** What `--db` names, looked up in the raw arguments as `--json` is. */
function givenDatabase(argv: readonly string[]): string | undefined {
  const args = argv.slice(2);
  const place = args.findIndex((arg) => arg === '--db' || arg.startsWith('--db='));
  return args[place] === '--db' ? args[place + 1] : args[place]?.slice('--db='.length);
}

/** @param context of the command, if it came that far */
async function toMessError(thrown: unknown, context: RunContext | undefined): Promise<MessError> {
  if (thrown instanceof MessError) return thrown;
  const { translateDatabaseError } = await import('./loaded/everyday.ts');
  const address = context?.address;
  const translated = address && translateDatabaseError(thrown, address);
  const explained = translated ?? (await context?.explain(thrown));
  if (explained !== undefined) return explained;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new FailureError('bug', `This is a bug in mess: ${message}.`, { cause: thrown });
}

/** Looked up in the raw arguments: the error may be that they could not be parsed. */
function asksForJson(argv: readonly string[]): boolean {
  const args = argv.slice(2);
  return args.some((arg, index) => {
    if (arg === '--json' || arg === '--format=json') return true;
    return arg === '--format' && args[index + 1] === 'json';
  });
}
