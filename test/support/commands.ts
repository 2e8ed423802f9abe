import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { CATALOGUE } from '../../src/commands/catalogue.ts';

/** Every command that does something; its path is without `mess`: `bill register`. */
export async function listCommands(): Promise<{ path: string; command: Command }[]> {
  const neverRun = () => Promise.reject(new Error('Only listed.'));
  const words = CATALOGUE.map(({ name }) => name);
  const program = await createProgram(neverRun, { write: () => {} }, words);
  const walk = (command: Command, path: readonly string[]): { path: string; command: Command }[] =>
    command.commands.length === 0
      ? [{ path: path.join(' '), command }]
      : command.commands.flatMap((each) => walk(each, [...path, each.name()]));
  return walk(program, []);
}
