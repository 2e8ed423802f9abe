import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { CATALOGUE } from '../../src/commands/catalogue.ts';
import { COMMANDS, NOUNS } from '../../src/commands/declarations.ts';
import { FILE_NOUNS } from '../../src/commands/file-declarations.ts';
import { MONEY_NOUNS } from '../../src/commands/money-declarations.ts';
import { REPORT_NOUNS } from '../../src/commands/report-declarations.ts';
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
  for (const [noun, verbs] of [...NOUNS, ...FILE_NOUNS, ...MONEY_NOUNS, ...REPORT_NOUNS])
    walk(verbs, [noun]);
  return found;
}

const REQUIRED: Readonly<Record<string, string>> = {
  ACCOUNT: 'Assets:Tin',
  FILE: 'no-such.csv',
  FOLDER: 'no/such/folder',
  MEANING: 'half',
  N: '1',
  NAME: 'cash',
  RECEIPT: '2025-26/0001',
  UTR: '515412345678',
  YEAR: '2025-26',
  SOURCE: 'mysql://reader@127.0.0.1:1/hostel',
};

/** The least words of each command that are understood: without what may be asked for. */
export async function listCommandLines(): Promise<{ path: string; words: string[] }[]> {
  return (await listCommands()).map(({ path, command }) => {
    const required = command.registeredArguments.filter((each) => each.required);
    const values = required.map((each) => REQUIRED[each.name()] ?? 'S001');
    // One of two is needed, which commander does not know.
    if (path === 'db backup') values.push('mess.backup');
    // Where nobody can listen, so that it ends.
    if (path === 'serve') values.push('--listen', '/no/such/folder/socket');
    if (path === 'session revoke') values.push('0123abcd');
    if (path === 'notify templates set') values[0] = 'bill.en';
    return { path, words: [...path.split(' '), ...values] };
  });
}
