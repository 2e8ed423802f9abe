import type { Actor } from '../../domain/actor.ts';
import type { FirstAndLast, ImportReport } from '../../domain/imports/report.ts';
import { monthName } from '../../domain/values/month.ts';
import type { WarningReason } from '../../reasons.ts';
import { askIfDoubtful, orAsk } from '../ask-if-doubtful.ts';
import { confirm } from '../confirm.ts';
import type { Context, Terminal } from '../context.ts';
import { sayWarnings } from '../hints/say/warnings.ts';

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
  const isOfOne = changed.every(({ month }) => month === first.month);
  const ofMonth = isOfOne ? ` of ${monthName(first.month)}` : '';
  const what =
    updated === 1
      ? `1 figure${ofMonth} is replaced: ${example}`
      : `${updated} figures${ofMonth} are replaced, like ${example}`;
  await confirm(terminal, `${what}. Go on?`);
}

/** What of a file may be a slip: amounts far above what is usual, a month or totals that it says otherwise itself. */
const DOUBTS: readonly WarningReason[] = ['unusual_amount', 'other_month', 'totals_differ'];

/**
 * Asks the person at the terminal about what may be a slip. Elsewhere it is a warning, as of what is entered
 * by hand.
 *
 * @returns the warnings that were shown, and agreed to
 * @throws InterruptedError the person says no
 */
export function askAboutDoubts(
  context: Pick<Context, 'answer' | 'terminal'>,
  { warnings }: ImportReport,
): Promise<readonly string[]> {
  const odd = warnings.filter(({ reason }) => DOUBTS.includes(reason));
  return askIfDoubtful(context, 'Import it like that?', async () => sayWarnings({ warnings: odd }));
}

/** What takes an import back; undefined where nothing does, or nothing was written. */
export function wayBack(
  actor: Actor,
  { importNo, inserted, updated, purchases, charges, statement }: ImportReport,
): string | undefined {
  if (charges !== undefined) {
    return orAsk(actor, 'change charges', `mess charge void ${rangeOf(charges)} --reason TEXT`);
  }
  if (importNo === null || inserted + updated === 0) return undefined;
  if (statement !== undefined) {
    const undo = `mess payment undo ${importNo} --reason TEXT`;
    return orAsk(actor, 'undo imports of payments', undo);
  }
  if (purchases === undefined)
    return orAsk(actor, 'undo imports', `mess attendance undo ${importNo}`);
  return orAsk(actor, 'change purchases', `mess purchase void ${rangeOf(purchases)} --reason TEXT`);
}

function rangeOf({ first, last }: FirstAndLast): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
