import { CHARGE_KIND } from '../../documents/charges.ts';
import {
  type ChargeKind,
  COUNTS_AS,
  parseCountsAs,
  parseKindName,
} from '../../domain/charges/charge.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { UsageError } from '../../errors.ts';
import { addKind, editKind, listKinds, setKindHidden } from '../../operations/charges/kinds.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { listRecords } from '../list-records.ts';
import { valueArgument } from '../options/arguments.ts';
import {
  amountOption,
  flagOption,
  givenOrChosen,
  toAmountMinor,
  valueOption,
} from '../options/values.ts';
import { defineVerb, type Noun } from '../verb.ts';

function kindArgument() {
  return valueArgument('<KIND>', 'the name of the kind', parseKindName, 'mess charge kinds');
}

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List the kinds of charges, as bare mess charge kinds does',
  details: 'Hidden ones too, which new charges cannot have.',
  examples: ['mess charge kinds list', 'mess charge kinds --json'],
  permission: 'see charges',
  run: listRecords(CHARGE_KIND, listKinds, {
    columns: {
      name: { title: 'Kind' },
      countsAs: {
        title: 'Counts as',
        cell: ({ countsAs, hidden }) => (hidden ? `${countsAs}, hidden` : countsAs),
      },
      hidden: { isLeftOut: true },
    },
  }),
});

const add = defineVerb({
  name: 'add',
  summary: 'Add a kind of charges',
  details: `Its name and its rate can be changed later; what it counts as cannot: bills are made from it. It is one of ${COUNTS_AS.join(', ')}.`,
  examples: [
    'mess charge kinds add "Guest lunch" --counts-as guest --rate 60',
    'mess charge kinds add "Sunday ice cream" --counts-as extra',
  ],
  permission: 'change charges',
  takes: {
    name: valueArgument('<NAME>', 'the name of the new kind', parseKindName),
    countsAs: valueOption(
      '--counts-as <WORD>',
      'guest, extra, fine, discount or other',
      parseCountsAs,
    ),
    rate: amountOption('--rate <AMOUNT>', 'what one costs where nothing else is said'),
  },
  async run({ mess, actor, answer, terminal }, { name, rate, ...values }) {
    const message = 'What it counts as';
    const countsAs = await givenOrChosen(
      terminal,
      values.countsAs,
      '--counts-as',
      message,
      COUNTS_AS,
    );
    const rateMinor = rate === undefined ? null : toAmountMinor(mess, '--rate', rate);
    const kind = { name, countsAs, rateMinor };
    await addKind(mess, actor, kind);
    const sentence = `Added ${name} (${describe(mess, kind)}).`;
    await answer.print(viewOf(mess, { ...kind, hidden: false }, sentence));
  },
});

const edit = defineVerb({
  name: 'edit',
  summary: 'Give a kind another name or rate',
  details: 'Its charges stay with it, and come to what they came to.',
  examples: [
    'mess charge kinds edit guest --rate 65',
    'mess charge kinds edit guest --name "Guest meal"',
    'mess charge kinds edit extra --without-rate',
  ],
  permission: 'change charges',
  takes: {
    called: kindArgument(),
    name: valueOption('--name <NAME>', 'its new name', parseKindName),
    rate: amountOption('--rate <AMOUNT>', 'what one costs where nothing else is said'),
    withoutRate: flagOption('--without-rate', 'the amount is always said'),
  },
  async run({ mess, actor, answer }, { called, name, rate, withoutRate }) {
    if (rate !== undefined && withoutRate) {
      throw new UsageError('conflicting_options', '--rate and --without-rate are given.', {
        hint: 'leave one of them out',
      });
    }
    const { before, kind, changed } = await editKind(mess, actor, called, {
      ...(name !== undefined && { name }),
      ...(rate !== undefined && { rateMinor: toAmountMinor(mess, '--rate', rate) }),
      ...(withoutRate && { rateMinor: null }),
    });
    const sentence = changed
      ? `${before.name} is now ${kind.name} (${describe(mess, kind)}).`
      : `Nothing changed: ${kind.name} is like that already.`;
    await answer.print(viewOf(mess, kind, sentence));
  },
});

const hide = defineVerb({
  name: 'hide',
  summary: 'Hide a kind, so that new charges cannot have it',
  details: 'Its charges keep it. Taken back by: mess charge kinds unhide KIND',
  examples: ['mess charge kinds hide fine'],
  permission: 'change charges',
  takes: { name: kindArgument() },
  async run({ mess, actor, answer }, { name }) {
    const { kind, changed } = await setKindHidden(mess, actor, name, true);
    const sentence = changed ? `${kind.name} is hidden.` : `${kind.name} is hidden already.`;
    await answer.print(viewOf(mess, kind, sentence));
  },
});

const unhide = defineVerb({
  name: 'unhide',
  summary: 'Show a hidden kind again',
  examples: ['mess charge kinds unhide fine'],
  permission: 'change charges',
  takes: { name: kindArgument() },
  async run({ mess, actor, answer }, { name }) {
    const { kind, changed } = await setKindHidden(mess, actor, name, false);
    const sentence = changed ? `${kind.name} is shown again.` : `${kind.name} is not hidden.`;
    await answer.print(viewOf(mess, kind, sentence));
  },
});

/** Bare `mess charge kinds` lists them. */
export const chargeKinds: Noun = {
  name: 'kinds',
  summary: 'List, add, edit and hide the kinds of charges',
  description:
    'The kinds of charges of the mess, each with a rate if it has a usual one. What guests pay lowers the cost that is divided, and a discount is borne by everybody, unless mess settings says otherwise.',
  verbs: [list, add, edit, hide, unhide],
};

function viewOf(mess: Mess, kind: ChargeKind & { readonly hidden: boolean }, sentence: string) {
  return changedRecordView(CHARGE_KIND, kind, sentence, mess.settings.currencyDecimals);
}

function describe({ settings }: Mess, { countsAs, rateMinor }: ChargeKind): string {
  const rate = rateMinor === null ? 'no rate' : moneyFormat(settings)(rateMinor);
  return `counts as ${countsAs}, ${rate}`;
}
