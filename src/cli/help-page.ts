import { type Command, Help } from 'commander';
import { examplesOf } from '../commands/examples.ts';

/** A terminal may be wider than a line can be read. */
const WIDEST = 100;

/** How wide a page of help is on a terminal of a width; as on an old one where there is none. */
export function helpWidth(width: number | undefined): number {
  return Math.min(width ?? 80, WIDEST);
}

/** A page of help: what it does, how it is called, and then each of its options. */
export function formatHelp(command: Command, helper: Help): string {
  const width = helper.helpWidth ?? helpWidth(undefined);
  const [summary = '', ...details] = helper.commandDescription(command).split('\n\n');
  const termWidth = helper.padWidth(command, helper);
  const item = (term: string, text: string) => helper.formatItem(term, termWidth, text, helper);
  const isRoot = command.parent === null;
  const sections = [
    [`Usage: ${helper.commandUsage(command)}`],
    [wrapText(summary, width)],
    section(
      isRoot ? 'A month with mess:' : 'Examples:',
      examplesOf(command).map((line) => wrapCommand(line, width)),
    ),
    ...details.map((text) => [wrapText(text, width)]),
    section(
      'Arguments:',
      helper
        .visibleArguments(command)
        .map((each) => item(helper.argumentTerm(each), helper.argumentDescription(each))),
    ),
    section(
      'Commands:',
      helper
        .visibleCommands(command)
        .map((each) => item(helper.subcommandTerm(each), helper.subcommandDescription(each))),
    ),
    section(
      'Options:',
      helper
        .visibleOptions(command)
        .map((each) => item(helper.optionTerm(each), helper.optionDescription(each))),
    ),
    [isRoot ? MORE : GLOBAL_OPTIONS],
  ];
  return `${sections
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What a command is called, and what else has to be named: that there are options goes without saying. */
export function subcommandTerm(command: Command): string {
  const words = command.usage().split(' ');
  return [command.name(), ...words.filter((word) => !/^\[(options|command)\]$/.test(word))].join(
    ' ',
  );
}

const GLOBAL_OPTIONS =
  'Also --json, --format, --fields, --output, --quiet, --yes and more: mess --help';

const MORE = [
  'More: mess NOUN --help, mess NOUN VERB --help,',
  '      mess help exit-codes, formats, files, columns, passwords, messages or cron',
].join('\n');

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** A line to be copied: one that is too long goes on, for the shell too, with an option on the next one. */
function wrapCommand(command: string, width: number): string {
  const lines: string[] = [];
  let line = '  $';
  for (const part of command.split(/ (?=--)/)) {
    if (line.length + part.length + ' '.length + ' \\'.length > width) {
      lines.push(`${line} \\`);
      line = '     ';
    }
    line += ` ${part}`;
  }
  return [...lines, line].join('\n');
}

/** Lines that begin with a space are laid out already. */
function wrapText(text: string, width: number): string {
  const help = new Help();
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : help.boxWrap(line, width)))
    .join('\n');
}
