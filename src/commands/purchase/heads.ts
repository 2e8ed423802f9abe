import { HEAD } from '../../documents/purchases.ts';
import { HEAD_KINDS, parseHeadKind, parseHeadName } from '../../domain/purchases/purchase.ts';
import { addHead, listHeads, renameHead, setHidden } from '../../operations/purchases/heads.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { listRecords } from '../list-records.ts';
import { valueArgument } from '../options/arguments.ts';
import { givenOrChosen, valueOption } from '../options/values.ts';
import { defineVerb, type Noun } from '../verb.ts';

function headArgument(usage: '<HEAD>' | '<OLD>') {
  return valueArgument(usage, 'the name of the head', parseHeadName, 'mess purchase heads');
}

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List the heads and their kinds, as bare mess purchase heads does',
  details: 'Hidden ones too, which new purchases cannot have.',
  examples: ['mess purchase heads list', 'mess purchase heads --json'],
  permission: 'see purchases',
  run: listRecords(HEAD, listHeads, {
    columns: {
      name: { title: 'Head' },
      kind: { cell: ({ kind, hidden }) => (hidden ? `${kind}, hidden` : kind) },
      hidden: { isLeftOut: true },
    },
  }),
});

const add = defineVerb({
  name: 'add',
  summary: 'Add a head',
  details: 'Its name can be changed later, its kind cannot: bills are made from it.',
  examples: ['mess purchase heads add Eggs --kind dividing'],
  permission: 'change purchases',
  takes: {
    name: valueArgument('<NAME>', 'the name of the new head', parseHeadName),
    kind: valueOption('--kind <KIND>', 'dividing (food) or fixed (wages, gas)', parseHeadKind),
  },
  async run({ mess, actor, answer, terminal }, { name, ...values }) {
    const message = 'Kind: dividing (food) or fixed (wages, gas)';
    const kind = await givenOrChosen(terminal, values.kind, '--kind', message, HEAD_KINDS);
    await addHead(mess, actor, { name, kind });
    const head = { name, kind, hidden: false };
    await answer.print(changedRecordView(HEAD, head, `Added ${name} (${kind}).`));
  },
});

const rename = defineVerb({
  name: 'rename',
  summary: 'Give a head another name',
  details: 'Its purchases stay with it.',
  examples: ['mess purchase heads rename "Meat and fish" "Meat, fish, eggs"'],
  permission: 'change purchases',
  takes: {
    from: headArgument('<OLD>'),
    name: valueArgument('<NEW>', 'its new name', parseHeadName),
  },
  async run({ mess, actor, answer }, { from, name }) {
    const { before, changed } = await renameHead(mess, actor, from, name);
    const sentence = changed
      ? `${before.name} is now ${name}.`
      : `Nothing changed: the head is called ${name} already.`;
    await answer.print(changedRecordView(HEAD, { ...before, name }, sentence));
  },
});

const hide = defineVerb({
  name: 'hide',
  summary: 'Hide a head, so that new purchases cannot have it',
  details: 'Its purchases keep it. Taken back by: mess purchase heads unhide HEAD',
  examples: ['mess purchase heads hide Rent'],
  permission: 'change purchases',
  takes: { name: headArgument('<HEAD>') },
  async run({ mess, actor, answer }, { name }) {
    const { head, changed } = await setHidden(mess, actor, name, true);
    const sentence = changed ? `${head.name} is hidden.` : `${head.name} is hidden already.`;
    await answer.print(changedRecordView(HEAD, head, sentence));
  },
});

const unhide = defineVerb({
  name: 'unhide',
  summary: 'Show a hidden head again',
  examples: ['mess purchase heads unhide Rent'],
  permission: 'change purchases',
  takes: { name: headArgument('<HEAD>') },
  async run({ mess, actor, answer }, { name }) {
    const { head, changed } = await setHidden(mess, actor, name, false);
    const sentence = changed ? `${head.name} is shown again.` : `${head.name} is not hidden.`;
    await answer.print(changedRecordView(HEAD, head, sentence));
  },
});

/** Bare `mess purchase heads` lists them. */
export const purchaseHeads: Noun = {
  name: 'heads',
  summary: 'List, add, rename and hide what money is spent on',
  description:
    'The heads of the mess: what money is spent on. Money of a dividing head, such as food, is divided by days; money of a fixed one, such as wages, equally over the roll.',
  verbs: [list, add, rename, hide, unhide],
};
