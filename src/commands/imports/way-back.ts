import type { ImportReport } from '../../domain/imports/report.ts';
import { confirm } from '../confirm.ts';
import type { Terminal } from '../context.ts';

/**
 * Asks the person at the terminal before figures of attendance that are recorded are replaced. Where nobody
 * can be asked, whoever calls knows what the file does.
 *
 * @throws InterruptedError the person says no
 */
export async function askToReplaceFigures(
  terminal: Terminal,
  { updated, changed = [] }: ImportReport,
): Promise<void> {
  const [first] = changed;
  if (first === undefined || terminal.yes || terminal.prompter === undefined) return;
  const example = `${first.id} ${first.before} → ${first.after}`;
  const what =
    updated === 1
      ? `1 figure is replaced: ${example}`
      : `${updated} figures are replaced, like ${example}`;
  await confirm(terminal, `${what}. Go on?`);
}

/** The command that takes an import back; undefined where none does, or nothing was written. */
export function wayBack({
  importNo,
  inserted,
  updated,
  purchases,
}: ImportReport): string | undefined {
  if (importNo === null || inserted + updated === 0) return undefined;
  if (purchases === undefined) return `mess attendance undo ${importNo}`;
  const { first, last } = purchases;
  const numbers = first === last ? first : `${first}-${last}`;
  return `mess purchase void ${numbers} --reason TEXT`;
}
