import { Command, Help, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { CATALOGUE } from '../commands/catalogue.ts';
import type { Context } from '../commands/context.ts';
import { FORMATS } from '../output/page/view.ts';
import type { GlobalOptions } from './options.ts';

/** What commander would print itself. */
export interface ProgramOutput {
  readonly write: (text: string) => void;
}

/**
 * A fresh tree of commands.
 *
 * @param begin makes the context of the command that runs
 * @param words those of the command line: a command is declared in full when its name is among them
 */
export async function createProgram(
  begin: (options: GlobalOptions) => Promise<Context>,
  output: ProgramOutput,
  words: readonly string[],
): Promise<Command> {
  const root = new Command('mess');
  const program = root
    .description('Runs a student mess: the roll, the attendance, the bill, and who owes what.')
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({ writeOut: output.write, writeErr: output.write, outputError: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      // On the page of a noun its commands would come after them all.
      visibleGlobalOptions: (command) => (command.commands.length > 0 ? [] : [...root.options]),
      boxWrap: wrapText,
    })
    .helpCommand(false)
    .option('--db <ADDRESS>', 'the database: a path, sqlite:PATH or mysql://USER@HOST/NAME')
    .addOption(new Option('--format <FORMAT>', 'how to answer').choices(FORMATS))
    .option('--json', 'the same as --format json')
    .option('-o, --output <FILE>', 'write the answer to a file, by its extension .csv or .json')
    .option('-q, --quiet', 'say nothing when all went well')
    .option('-y, --yes', 'yes to every question')
    .option('--no-input', 'never ask')
    .option('--no-color', 'no colours')
    .option('--verbose', 'with an error, show where in the program it came from')
    .addHelpText(
      'after',
      [
        '',
        'A month with mess:',
        '  $ mess init --admin warden',
        '  $ mess admin login warden',
        '  $ mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
        '  $ mess attendance import may.csv',
        '  $ mess bill register --month 2025-05 --total 74000 --fixed 12000',
        '  $ mess expenses show S001',
        '',
        'More: mess NOUN --help, mess NOUN VERB --help,',
        '      mess help exit-codes, formats, files or cron',
      ].join('\n'),
    );
  const named = CATALOGUE.filter(({ name }) => words.includes(name));
  const loaded = named.length === 0 ? undefined : await import('./loaded.ts');
  const beginRun = () => begin(program.opts<GlobalOptions>());
  for (const listed of CATALOGUE) {
    const { name, summary } = listed;
    if (loaded === undefined || !named.includes(listed)) {
      program.command(name).summary(summary).description(`${summary}.`).helpCommand(false);
      continue;
    }
    const { COMMANDS, NOUNS, addVerb, addNoun } = loaded;
    const command = COMMANDS.find((each) => each.name === name);
    if (command !== undefined) addVerb(program, { ...command, summary }, beginRun);
    else {
      const verbs = NOUNS.get(name) ?? (await import('./loaded-files.ts')).FILE_NOUNS.get(name);
      addNoun(program, { name, summary, verbs: verbs ?? [] }, beginRun);
    }
  }
  return program;
}

/** Lines that begin with a space are laid out already. */
function wrapText(text: string, width: number): string {
  const help = new Help();
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : help.boxWrap(line, width)))
    .join('\n');
}
