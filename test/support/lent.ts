import { Readable } from 'node:stream';
import { CommanderError } from 'commander';
import { createContext } from '../../src/cli/context.ts';
import { createProgram } from '../../src/cli/program.ts';
import { translateDatabaseError } from '../../src/data/failures.ts';
import { MessError } from '../../src/errors.ts';
import type { Mess } from '../../src/operations/mess/mess.ts';
import { Collector, type Result, type RunOptions } from './run.ts';

/** Runs a command line on a mess that is open, and stays so. */
export async function runOn(
  mess: Mess,
  args: readonly string[],
  { env, stdin = '' }: Pick<RunOptions, 'env' | 'stdin'>,
): Promise<Result> {
  const argv = ['node', 'mess', ...args];
  const [stdout, stderr] = [new Collector(undefined), new Collector(undefined)];
  const context = createContext({
    argv,
    env,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    now: mess.now,
  });
  context.open = async () => mess;
  const result = (code: number, stderr: string) => ({ code, stdout: stdout.text, stderr });
  try {
    const program = await createProgram(context, { write: () => {} }, args);
    await program.parseAsync(argv);
    return result(0, stderr.text);
  } catch (error) {
    if (error instanceof CommanderError) return result(2, error.message);
    const known =
      error instanceof MessError ? error : translateDatabaseError(error, context.address);
    if (known === undefined) throw error;
    return result(known.exitCode, known.message);
  }
}
