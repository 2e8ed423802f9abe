import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { CATALOGUE } from '../../src/commands/catalogue.ts';
import { COMMANDS, NOUNS } from '../../src/commands/declarations.ts';
import { FILE_NOUNS } from '../../src/commands/file-declarations.ts';
import type { Noun } from '../../src/commands/verb.ts';

/** A command that does something. */
export interface ListedCommand {
  /** Without `mess`: `bill register`. */
  readonly path: string;
  readonly command: Command;
  /** The permission is to see something, and nothing has to be named for it. */
  readonly isPlainRead: boolean;
  /** The permission is to see something. */
  readonly isRead: boolean;
}

/** The program with all its commands declared in full, of which none is run. */
export function createTree(): Promise<Command> {
  const neverRun = () => Promise.reject(new Error('Only listed.'));
  const words = CATALOGUE.map(({ name }) => name);
  return createProgram(neverRun, { write: () => {}, width: undefined }, words);
}

export async function listCommands(): Promise<ListedCommand[]> {
  const program = await createTree();
  const permissions = listPermissions();
  const walk = (command: Command, words: readonly string[]): ListedCommand[] => {
    if (command.commands.length > 0) {
      return command.commands.flatMap((each) => walk(each, [...words, each.name()]));
    }
    const path = words.join(' ');
    const isRead = permissions.get(path)?.startsWith('see ') === true;
    const needs = command.registeredArguments.some(({ required }) => required);
    return [{ path, command, isRead, isPlainRead: isRead && !needs }];
  };
  return walk(program, []);
}

/** What each command, by its path, needs its actor to be allowed. */
function listPermissions(): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (verbs: Noun['verbs'], words: readonly string[]) => {
    for (const each of verbs) {
      const path = [...words, each.name];
      if ('verbs' in each) walk(each.verbs, path);
      else found.set(path.join(' '), each.permission);
    }
  };
  walk(COMMANDS, []);
  for (const [noun, verbs] of [...NOUNS, ...FILE_NOUNS]) walk(verbs, [noun]);
  return found;
}
