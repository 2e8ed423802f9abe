import { CommanderError } from 'commander';
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
  const context = createContext(host);
  const printed: string[] = [];
  let exitCode = 0;
  try {
    const output = { write: (text: string) => printed.push(text) };
    const program = await createProgram(context, output, host.argv.slice(2));
    try {
      await program.parseAsync([...host.argv]);
    } catch (error) {
      if (!(error instanceof CommanderError) || !isHelp(error)) throw error;
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
  const { errorJson, errorText } = await import('./loaded.ts');
  const json = asksForJson(host.argv);
  host.stderr.write(json ? errorJson(error) : errorText(error, context.errorPage));
  const isBug = error instanceof FailureError && error.cause !== undefined && thrown !== error;
  if (!json && (context.options.verbose || isBug) && thrown instanceof Error) {
    host.stderr.write(`${thrown.stack}\n`);
  }
  return error.exitCode;
}

async function toMessError(thrown: unknown, context: RunContext): Promise<MessError> {
  if (thrown instanceof MessError) return thrown;
  if (thrown instanceof CommanderError) return toUsageError(thrown);
  const { translateDatabaseError } = await import('./loaded.ts');
  const translated = translateDatabaseError(thrown, context.databasePath);
  if (translated !== undefined) return translated;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new FailureError(`This is a bug in mess: ${message}.`, {
    hint: 'report it with the command and the lines below',
    cause: thrown,
  });
}

function toUsageError(error: CommanderError): UsageError {
  const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new UsageError(`${message.charAt(0).toUpperCase()}${message.slice(1)}.`, {
    hint: 'mess --help, or --help after the command',
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
