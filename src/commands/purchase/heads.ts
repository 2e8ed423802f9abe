import { Argument, type Command } from 'commander';
import { requirePermission } from '../../auth/permissions.ts';
import { type HeadKind, parseHeadKind, parseHeadName } from '../../domain/purchases/purchase.ts';
import { addHead, listHeads, renameHead } from '../../operations/purchases/heads.ts';
import { headListView, headView } from '../../output/purchases/heads.ts';
import type { Context } from '../context.ts';
import { checkValue, givenOrAsked, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

/** The list of heads, which stands for itself too: bare `mess purchase heads` lists them. */
export const declarePurchaseHeads: Declare = (purchase, context) => {
  const heads = purchase
    .command('heads')
    .summary('List, add and rename what money is spent on')
    .description(
      'The heads of the mess: what money is spent on. Money of a dividing head, such as food, is divided by days; money of a fixed one, such as wages, equally over the roll.',
    )
    .helpCommand(false);
  declareList(heads, context);
  declareAdd(heads, context);
  declareRename(heads, context);
};

function declareList(heads: Command, context: Context): void {
  addVerb(heads, {
    usage: 'list',
    isDefault: true,
    summary: 'List the heads and their kinds, as bare mess purchase heads does',
    examples: ['mess purchase heads list', 'mess purchase heads --json'],
  }).action(async () => {
    const mess = await context.open();
    await context.print(headListView(await listHeads(mess, await context.actor())));
  });
}

function declareAdd(heads: Command, context: Context): void {
  addVerb(heads, {
    usage: 'add',
    summary: 'Add a head',
    details: 'Its kind stays as it is, since bills rest on it; its name can be changed.',
    examples: ['mess purchase heads add Eggs --kind dividing'],
  })
    .addArgument(nameArgument('<NAME>', 'what it is called'))
    .addOption(valueOption('--kind <KIND>', 'dividing (food) or fixed (wages, gas)', parseHeadKind))
    .action(async (name: string, options: { readonly kind?: HeadKind }) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'change purchases');
      const message = 'Kind (dividing or fixed)';
      const kind = await givenOrAsked(context, options.kind, '--kind', message, parseHeadKind);
      await addHead(mess, actor, { name, kind });
      await context.print(headView({ name, kind }, `Added ${name} (${kind}).`));
    });
}

function declareRename(heads: Command, context: Context): void {
  addVerb(heads, {
    usage: 'rename',
    summary: 'Give a head another name',
    details: 'Its purchases stay with it.',
    examples: ['mess purchase heads rename "Meat and fish" "Meat, fish, eggs"'],
  })
    .addArgument(nameArgument('<OLD>', 'what it is called'))
    .addArgument(nameArgument('<NEW>', 'what it is to be called'))
    .action(async (from: string, name: string) => {
      const mess = await context.open();
      const { before, changed } = await renameHead(mess, await context.actor(), from, name);
      const sentence = changed
        ? `${before.name} is now ${name}.`
        : `Nothing changed: the head is called ${name} already.`;
      await context.print(headView({ name, kind: before.kind }, sentence));
    });
}

function nameArgument(usage: string, description: string): Argument {
  return new Argument(usage, description).argParser((text: string) =>
    checkValue(usage.slice(1, -1), text, parseHeadName),
  );
}
