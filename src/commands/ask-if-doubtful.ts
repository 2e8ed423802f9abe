import type { Actor } from '../domain/actor.ts';
import { isSlip } from '../domain/mess/slip.ts';
import type { Told, Warning } from '../errors.ts';
import { isAllowed, type Permission } from '../operations/access/permissions.ts';
import { rehearsalOf } from '../operations/mess/change.ts';
import type { Mess } from '../operations/mess/mess.ts';
import type { View } from '../output/page/view.ts';
import type { WarningReason } from '../reasons.ts';
import { confirm } from './confirm.ts';
import type { Context } from './context.ts';
import { sayWarnings } from './hints/say/warnings.ts';

type Asking = Pick<Context, 'answer' | 'terminal'>;

/** What is to be looked at before it is done; without warnings and a preview there is nothing to ask. */
export interface Doubtful {
  readonly warnings: readonly string[];
  /** Shown above them. */
  readonly preview?: View;
}

/**
 * Asks the person at the terminal about what is doubtful, before it is done. With `--yes` and where
 * nobody can be asked it does not even look.
 *
 * @returns the warnings that the person has seen, and agreed to
 * @throws InterruptedError the person says no
 */
export async function askIfDoubtful(
  { answer, terminal }: Asking,
  question: string,
  look: () => Promise<Doubtful>,
): Promise<readonly string[]> {
  if (terminal.yes || terminal.prompter === undefined) return [];
  const { warnings, preview } = await look();
  if (warnings.length === 0 && preview === undefined) return [];
  if (preview !== undefined) await answer.preview(preview);
  // With JSON they are in the document, which is yet to come.
  if (answer.format === 'json') for (const each of warnings) answer.note(each);
  answer.warn(warnings);
  await confirm(terminal, question);
  return warnings;
}

/** What `--unlikely` says yes to. */
export const DATE_DOUBTS: readonly WarningReason[] = ['in_the_future', 'long_ago'];

interface Entry<T> {
  readonly question: string;
  /** Done twice where somebody can be asked: the first time nothing is written. */
  readonly work: (mess: Mess) => Promise<T>;
  /** The command that takes it back, or corrects it; undefined where none does. */
  readonly takeBack: (done: T) => string | undefined;
  /** What an option says yes to already. */
  readonly insisted?: readonly WarningReason[];
}

/**
 * Makes an entry. What may be a slip is asked about at a terminal and named elsewhere, with the
 * command that takes it back.
 *
 * @throws InterruptedError the person says no
 */
export async function enterUnlessSlip<T extends { readonly warnings: readonly Warning[] }>(
  context: Asking & { readonly mess: Mess },
  { question, work, takeBack, insisted = [] }: Entry<T>,
): Promise<Told<T>> {
  const { mess, answer } = context;
  const isDoubtful = (warning: Warning) => isSlip(warning) && !insisted.includes(warning.reason);
  const agreed = await askIfDoubtful(context, question, async () => {
    const { warnings } = await work(rehearsalOf(mess));
    return sayWarnings({ warnings: warnings.filter(isDoubtful) });
  });
  const done = await work(mess);
  const told = sayWarnings(done);
  answer.warn(told.warnings.filter((each) => !agreed.includes(each)));
  if (done.warnings.some(isSlip) && answer.format !== 'json') {
    const command = takeBack(done);
    if (command !== undefined) answer.note(`If that is wrong: ${command}`);
  }
  return told;
}

/** A command that takes something back, for an actor who perhaps may enter it and no more. */
export function orAsk(actor: Actor, permission: Permission, command: string): string {
  return isAllowed(actor, permission) ? command : `ask a manager, who may: ${command}`;
}

/**
 * Whether what is refused elsewhere may be done: an option or `--yes` says so, or the person at the
 * terminal will be asked about it.
 */
export function isInsisted({ terminal }: Pick<Context, 'terminal'>, isGiven: boolean): boolean {
  return isGiven || terminal.yes || terminal.prompter !== undefined;
}
