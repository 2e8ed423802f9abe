import { type Command, Help } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { CATALOGUE } from '../../src/commands/catalogue.ts';
import { examplesOf } from '../../src/commands/examples.ts';
import { columnsTopic } from '../../src/commands/help/columns.ts';
import { HELP_TOPICS } from '../../src/commands/help/topics.ts';
import { createTree, type ListedCommand, listCommands } from '../support/commands.ts';

/** The manual for `man`, as the pages of help know it: `mess.1`, and a page for each noun and command. */
export async function manPages(): Promise<ReadonlyMap<string, string>> {
  const commands = await listCommands();
  const pages = CATALOGUE.map(({ name, summary }) => {
    const own = commands.filter(({ path }) => path.split(' ')[0] === name);
    return [`mess-${name}.1`, pageOf(name, summary, own)] as const;
  });
  return new Map([['mess.1', mainPage(await createTree())], ...pages]);
}

function mainPage(program: Command): string {
  const help = new Help();
  const topic = (name: string) => preformatted(String(HELP_TOPICS.get(name)).trimEnd().split('\n'));
  return page('mess', 'run a student mess', [
    '.SH SYNOPSIS',
    '.B mess',
    '.I command',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    ...paragraphs(program.description()),
    '.SH EXAMPLES',
    ...preformatted(examplesOf(program)),
    '.SH COMMANDS',
    ...CATALOGUE.flatMap(({ name, summary }) => item(`mess-${name}(1)`, `${summary}.`)),
    '.SH OPTIONS',
    'Every command takes these, before or behind its words.',
    ...help
      .visibleOptions(program)
      .flatMap((option) => item(option.flags, `${help.optionDescription(option)}.`)),
    '.SH EXIT STATUS',
    ...topic('exit-codes'),
    '.SH FORMATS',
    ...topic('formats'),
    '.SH FILES',
    ...topic('files'),
    '.SH COLUMNS OF FILES',
    ...preformatted(columnsTopic().trimEnd().split('\n')),
  ]);
}

function pageOf(name: string, summary: string, commands: readonly ListedCommand[]): string {
  return page(`mess-${name}`, summary.charAt(0).toLowerCase() + summary.slice(1), [
    '.SH SYNOPSIS',
    ...commands.flatMap(({ path, command }, index) => [
      ...(index === 0 ? [] : ['.br']),
      `.B ${quoted(`mess ${path}`)}`,
      ...(command.usage() === '' ? [] : [roff(command.usage())]),
    ]),
    '.SH DESCRIPTION',
    ...(commands.length === 1 ? [] : [`${roff(summary)}.`]),
    ...commands.flatMap((listed) => describe(listed, commands.length > 1)),
    '.SH "SEE ALSO"',
    '.BR mess (1)',
  ]);
}

/** @param hasTitle where the page has several commands */
function describe({ path, command }: ListedCommand, hasTitle: boolean): string[] {
  const help = new Help();
  const options = command.options.filter(({ hidden }) => !hidden);
  return [
    ...(hasTitle ? [`.SS ${quoted(`mess ${path}`)}`] : []),
    ...paragraphs(command.description()),
    ...help
      .visibleArguments(command)
      .flatMap((argument) => item(argument.name(), help.argumentDescription(argument))),
    ...options.flatMap((option) => item(option.flags, help.optionDescription(option))),
    '.PP',
    'For example:',
    ...preformatted(examplesOf(command)),
  ];
}

function page(name: string, summary: string, lines: readonly string[]): string {
  const source = `mess ${packageJson.version}`;
  return [
    '.\\" Made by npm run docs from src/commands.',
    `.TH ${quoted(name.toUpperCase())} 1 "" ${quoted(source)} "Manual of mess"`,
    '.SH NAME',
    `${roff(name)} \\- ${roff(summary)}`,
    ...lines,
    '',
  ].join('\n');
}

function item(term: string, text: string): string[] {
  return ['.TP', `.B ${quoted(term)}`, roff(text)];
}

/** Lines that begin with a space are laid out in columns, and stay so. */
function paragraphs(text: string): string[] {
  return text.split('\n\n').flatMap((paragraph, index) => {
    const lines = paragraph.split('\n').flatMap((line, at, all) => {
      const wasLaidOut = all[at - 1]?.startsWith(' ') === true;
      const isLaidOut = line.startsWith(' ');
      const change = isLaidOut === wasLaidOut ? [] : [isLaidOut ? '.nf' : '.fi'];
      return [...change, roff(line), ...(isLaidOut && at === all.length - 1 ? ['.fi'] : [])];
    });
    return [...(index === 0 ? [] : ['.PP']), ...lines];
  });
}

function preformatted(lines: readonly string[]): string[] {
  return ['.PP', '.nf', ...lines.map((line) => roff(line)), '.fi'];
}

/** The argument of a request. */
function quoted(text: string): string {
  return `"${roff(text).replaceAll('"', '\\(dq')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text that roff is to show as it stands. */
function roff(text: string): string {
  return text
    .replace(/[\\\-'`^~]/g, (character) => ESCAPES[character] ?? character)
    .replace(/[^\u0020-\u007e]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return `\\[u${code}]`;
    })
    .replace(/^(?=[. ])/, '\\&');
}
