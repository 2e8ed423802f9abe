import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { CATALOGUE, type Listed } from '../commands/catalogue.ts';
import type { Context } from '../commands/context.ts';
import { setExamples } from '../commands/examples.ts';
import type { Nouns } from '../commands/verb.ts';
import { FORMATS } from '../output/page/view.ts';
import { formatHelp, helpWidth, subcommandTerm } from './help-page.ts';
import type { GlobalOptions } from './options.ts';

/** What commander would print itself. */
export interface ProgramOutput {
  readonly write: (text: string) => void;
  /** Of the terminal; undefined where there is none. */
  readonly width: number | undefined;
}

const A_MONTH = [
  'mess init --admin warden',
  'mess admin login warden',
  'mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
  'mess attendance import may.csv',
  'mess bill register --month 2025-05 --total 74000 --fixed 12000',
  'mess expenses show S001',
];

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
    .configureOutput({
      writeOut: output.write,
      writeErr: output.write,
      outputError: () => {},
      getOutHelpWidth: () => helpWidth(output.width),
    })
    .configureHelp({ formatHelp, subcommandTerm, minWidthToWrap: 20 })
    .helpCommand(false)
    .option('--db <ADDRESS>', 'the database: a path, sqlite:PATH or mysql://USER@HOST/NAME')
    .addOption(new Option('--format <FORMAT>', 'how to answer').choices(FORMATS))
    .option('--json', 'the same as --format json')
    .option('--fields <NAMES>', 'answer with these keys or columns alone: id,name')
    .option(
      '-o, --output <FILE>',
      'write the answer to a file, by its extension .csv or .json; of reports also .html and .pdf',
    )
    .option('-q, --quiet', 'say nothing when all went well')
    .option('-y, --yes', 'yes to every question')
    .option('--no-input', 'never ask')
    .option('--no-color', 'no colours')
    .option('--no-pager', 'print a long answer at once, not page by page')
    .option('--verbose', 'with an error, show where in the program it came from');
  setExamples(root, A_MONTH);
  // Needs no command, and is what is asked for to see whether there is a mess at all.
  if (words.length === 1 && words[0] === '--version') return program;
  const named = CATALOGUE.filter(({ name }) => words.includes(name));
  const loaded = named.length === 0 ? undefined : await import('./loaded/everyday.ts');
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
      const verbs = (await loadNouns(listed.part, NOUNS)).get(name);
      addNoun(program, { name, summary, verbs: verbs ?? [] }, beginRun);
    }
  }
  return program;
}

async function loadNouns(part: Listed['part'], everyday: Nouns): Promise<Nouns> {
  if (part === 'files') return (await import('./loaded/files.ts')).FILE_NOUNS;
  if (part === 'money') return (await import('./loaded/money.ts')).MONEY_NOUNS;
  if (part === 'reports') return (await import('./loaded/reports.ts')).REPORT_NOUNS;
  return everyday;
}
