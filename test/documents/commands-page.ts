import { Help } from 'commander';
import { examplesOf } from '../../src/commands/examples.ts';
import { type ListedCommand, listCommands } from '../support/commands.ts';

/** Every command in Markdown, as its help page knows it: first in a list, then each with its options. */
export async function commandsPage(): Promise<string> {
  const commands = await listCommands();
  const rows = commands.map(
    ({ path, command }) =>
      `| [\`mess ${path}\`](#mess-${path.replaceAll(' ', '-')}) | ${escapeText(command.summary())} |`,
  );
  const list = ['| command | does |', '| --- | --- |', ...rows].join('\n');
  return [list, ...commands.map(showCommand)].join('\n\n');
}

function showCommand({ path, command }: ListedCommand): string {
  const help = new Help();
  const [summary = '', ...details] = command.description().split('\n\n');
  const usage = `mess ${path} ${command.usage()}`.trimEnd();
  const named = [
    ...help
      .visibleArguments(command)
      .map((argument) => [argument.name(), help.argumentDescription(argument)]),
    ...command.options
      .filter(({ hidden }) => !hidden)
      .map((option) => [option.flags, help.optionDescription(option)]),
  ].map(([name = '', text = '']) => `| \`${name.replaceAll('|', '\\|')}\` | ${escapeText(text)} |`);
  return [
    `## mess ${path}`,
    escapeText(summary),
    `\`${usage}\``,
    ...details.map(showParagraph),
    ...(named.length > 0 ? [['| option | |', '| --- | --- |', ...named].join('\n')] : []),
    `\`\`\`sh\n${examplesOf(command).join('\n')}\n\`\`\``,
  ].join('\n\n');
}

/** Lines that begin with a space are laid out in columns, and stay so. */
function showParagraph(text: string): string {
  const parts: { isLaidOut: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const isLaidOut = line.startsWith(' ');
    const last = parts.at(-1);
    if (last?.isLaidOut === isLaidOut) last.lines.push(line);
    else parts.push({ isLaidOut, lines: [line] });
  }
  return parts
    .map(({ isLaidOut, lines }) =>
      isLaidOut ? `\`\`\`text\n${lines.join('\n')}\n\`\`\`` : escapeText(lines.join(' ')),
    )
    .join('\n\n');
}

/** Text that Markdown is to show as it stands. */
function escapeText(text: string): string {
  return text.replace(/[\\`*_<>|[\]]/g, '\\$&');
}
