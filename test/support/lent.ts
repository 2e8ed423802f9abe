import { Readable } from 'node:stream';
import { CommanderError } from 'commander';
import { createContext } from '../../src/cli/context/context.ts';
import type { GlobalOptions } from '../../src/cli/options.ts';
import { createProgram } from '../../src/cli/program.ts';
import { connectedOf } from '../../src/data/dialect.ts';
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
  const input = Readable.from([Buffer.from(stdin)]);
  const begin = async (options: GlobalOptions) => {
    const { platform, getuid } = process;
    const place = () => 'tester@desk';
    const host = {
      argv,
      env,
      stdin: input,
      stdout,
      stderr,
      platform,
      getuid,
      now: mess.now,
      place,
    };
    const context = await createContext(host, options);
    return { ...context, database: { ...context.database, open: async () => mess } };
  };
  try {
    const program = await createProgram(begin, { write: () => {}, width: undefined }, args);
    await program.parseAsync(argv);
    return { code: 0, stdout: stdout.text, stderr: stderr.text };
  } catch (error) {
    const { dialect, label } = connectedOf(mess.db);
    const said = error instanceof MessError ? error : dialect.translate(error, label);
    if (said !== undefined) {
      return { code: said.exitCode, stdout: stdout.text, stderr: said.message };
    }
    if (error instanceof CommanderError) return { code: 2, stdout: '', stderr: error.message };
    throw error;
  }
}
