import { type Command, CommanderError } from 'commander';
import { FailureError, MessError, UsageError } from '../errors.ts';
import { createContext, type RunContext } from './context.ts';
import type { Host } from './host.ts';
import { createProgram } from './program.ts';
import { writeAll } from './streams.ts';

/**
 * Runs one command line from argv to exit code. Errors become exit codes here and nowhere else.
 *
 * @returns the exit code; the caller lets output drain and the process end by itself
 */
export async function main(host: Host): Promise<number> {
  // What cannot be said must not change how the command ended.
  host.stderr.on('error', () => {});
  const context = createContext(host);
  const printed: string[] = [];
  let exitCode = 0;
  try {
    const output = { write: (text: string) => printed.push(text) };
    const program = await createProgram(context, output, host.argv.slice(2));
    try {
      await program.parseAsync([...host.argv]);
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      if (!isHelp(error)) throw toUsageError(error, findCommand(program, host.argv.slice(2)));
    }
    if (printed.length > 0) await writeAll(host.stdout, printed);
  } catch (error) {
    exitCode = await reportError(error, host, context);
  }
  await context.close();
  return exitCode;
}

/** Help and version, also of a bare `mess` or `mess NOUN`, are answers and not errors. */
function isHelp(error: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(error.code);
}

async function reportError(thrown: unknown, host: Host, context: RunContext): Promise<number> {
  const error = await toMessError(thrown, context);
  const { errorJson, errorText, noteText } = await import('./loaded.ts');
  const json = asksForJson(host.argv);
  host.stderr.write(json ? errorJson(error) : errorText(error, context.errorPage));
  const isBug = error instanceof FailureError && error.cause !== undefined && thrown !== error;
  if (!json && (host.argv.includes('--verbose') || isBug) && thrown instanceof Error) {
    for (const line of (thrown.stack ?? '').split('\n')) host.stderr.write(noteText(line));
  }
  return error.exitCode;
}

async function toMessError(thrown: unknown, context: RunContext): Promise<MessError> {
  if (thrown instanceof MessError) return thrown;
  const { translateDatabaseError } = await import('./loaded.ts');
  const translated = translateDatabaseError(thrown, context.address);
  if (translated !== undefined) return translated;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new FailureError(`This is a bug in mess: ${message}.`, {
    hint: 'report it with the command and the lines below',
    cause: thrown,
  });
}

/** The command that the words name, as far as they do: `mess bill`, `mess bill show`. */
function findCommand(program: Command, words: readonly string[]): string {
  const path = [program.name()];
  let command = program;
  for (const word of words) {
    const found = command.commands.find((each) => each.name() === word);
    if (found === undefined) continue;
    path.push(word);
    command = found;
  }
  return path.join(' ');
}

function toUsageError(error: CommanderError, command: string): UsageError {
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  return new UsageError(`${message.charAt(0).toUpperCase()}${message.slice(1)}.`, {
    hint:
      error.code === 'commander.excessArguments'
        ? `a value of several words goes in quotes; see ${command} --help`
        : `${command} --help`,
    cause: error,
  });
}

/** Looked up in the raw arguments: the error may be that they could not be parsed. */
function asksForJson(argv: readonly string[]): boolean {
  const args = argv.slice(2);
  return args.some((arg, index) => {
    if (arg === '--json' || arg === '--format=json') return true;
    return arg === '--format' && args[index + 1] === 'json';
  });
}
