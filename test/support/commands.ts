import { createProgram } from '../../src/cli/program.ts';
import { CATALOGUE } from '../../src/commands/catalogue.ts';

/** Every command that does something, without `mess`: `bill register`. */
export async function listCommandNames(): Promise<string[]> {
  const neverRun = () => Promise.reject(new Error('Only listed.'));
  const words = CATALOGUE.map(({ name }) => name);
  const program = await createProgram(neverRun, { write: () => {} }, words);
  const walk = (command: typeof program, path: readonly string[]): string[] =>
    command.commands.length === 0
      ? [path.join(' ')]
      : command.commands.flatMap((each) => walk(each, [...path, each.name()]));
  return walk(program, []);
}
