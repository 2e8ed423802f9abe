import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { declareHelp } from '../commands/help.ts';
import { declareInit } from '../commands/init.ts';
import { NOUNS } from '../commands/nouns.ts';
import { declareStatus } from '../commands/status.ts';
import { declareWhoami } from '../commands/whoami.ts';
import { FORMATS } from '../output/view.ts';
import type { GlobalOptions, RunContext } from './context.ts';

/** What commander would print itself. */
export interface ProgramOutput {
  readonly write: (text: string) => void;
}

/** A fresh tree of all commands; the verbs of a noun are added when the command line names it. */
export function createProgram(context: RunContext, output: ProgramOutput): Command {
  const program = new Command('mess')
    .description('Runs a student mess: the roll, the attendance, the bill, and who owes what.')
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({ writeOut: output.write, writeErr: output.write, outputError: () => {} })
    .configureHelp({ showGlobalOptions: true, sortOptions: false })
    .helpCommand(false)
    .option('--db <ADDRESS>', 'the database: a path or sqlite:PATH')
    .addOption(new Option('--format <FORMAT>', 'how to answer').choices(FORMATS))
    .option('--json', 'the same as --format json')
    .option('--output <FILE>', 'write the answer to a file, by its extension .csv or .json')
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
        'More: mess NOUN --help, mess NOUN VERB --help, mess help exit-codes, formats or files',
      ].join('\n'),
    );
  const declared = new WeakSet<Command>();
  const loadVerbs = async (command: Command) => {
    const noun = NOUNS.find(({ name }) => name === command.name());
    if (noun === undefined || declared.has(command) || command.parent !== program) return;
    declared.add(command);
    for (const declare of await noun.load()) declare(command, context);
  };
  declareInit(program, context);
  declareStatus(program, context);
  declareWhoami(program, context);
  for (const { name, summary } of NOUNS) {
    program.command(name).summary(summary).description(`${summary}.`).helpCommand(false);
  }
  declareHelp(program, context, loadVerbs);
  program.hook('preSubcommand', (_, subcommand) => loadVerbs(subcommand));
  program.hook('preAction', () => context.configure(program.opts<GlobalOptions>()));
  return program;
}
