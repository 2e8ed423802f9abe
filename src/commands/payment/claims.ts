import { CLAIM } from '../../documents/payments/bank.ts';
import { parseUtr } from '../../domain/payments/claim.ts';
import { parseCount } from '../../domain/values/size.ts';
import { today } from '../../operations/mess/mess.ts';
import { claimPayment, dismissClaim, listClaims } from '../../operations/payments/claims.ts';
import { changedRecordView, recordListView } from '../../output/page/records.ts';
import { valueArgument } from '../options/arguments.ts';
import { dateOption, toDate } from '../options/dates.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { checkRule, flagOption } from '../options/values.ts';
import { defineVerb, type Noun } from '../verb.ts';

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List the payments that students say they made and that are not confirmed',
  details: [
    'As bare mess payment claims does. A claim pays nothing: it is confirmed when a payment of the student with its number is recorded, or imported from the bank. In suspense means that the money is there, and is to be assigned.',
    'With --all also those that are confirmed, and those that were dismissed.',
  ].join('\n\n'),
  examples: ['mess payment claims', 'mess payment claims list --all --json'],
  permission: "see everybody's dues",
  takes: { all: flagOption('--all', 'also those that are confirmed or dismissed') },
  async run({ mess, actor, answer }, { all }) {
    const claims = await listClaims(mess, actor, all ? 'all' : 'waiting');
    const view = recordListView(CLAIM, claims, mess.settings, {
      none: 'No claim waits.',
      columns: { no: { title: 'N' }, studentId: { title: 'ID' } },
    });
    await answer.print(view);
  },
});

const add = defineVerb({
  name: 'add',
  summary: 'As a student, say that a payment was made',
  details:
    'For who signed in with a secret of their own. It pays nothing by itself: the office looks for it in the statement of the bank.',
  examples: ['mess payment claims add 515412345678 --date 2025-06-03'],
  permission: 'record payments',
  own: 'claim own payments',
  takes: {
    reference: valueArgument(
      '<UTR>',
      'the 12 digits of the payment, which the app calls UTR or UPI reference',
      parseUtr,
    ),
    date: dateOption('--date <DATE>', 'on which it was paid (today)'),
  },
  async run({ mess, actor, answer }, { reference, ...values }) {
    const date = toDate(mess, '--date', values.date) ?? today(mess);
    const claim = await checkRule('--date', () => claimPayment(mess, actor, { date, reference }));
    const sentence = `Claim ${claim.no}: ${reference}, paid on ${date}, is ${claim.state}.`;
    await answer.print(changedRecordView(CLAIM, claim, sentence));
  },
});

const dismiss = defineVerb({
  name: 'dismiss',
  summary: 'Decide that a claim is none',
  details: 'The student is shown the reason.',
  examples: ['mess payment claims dismiss 3 --reason "not in the bank until 10 June"'],
  permission: 'dismiss claims',
  takes: {
    no: valueArgument('<N>', 'the number of the claim', parseCount, 'mess payment claims list'),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { no, ...values }) {
    const reason = await getReason(terminal, values.reason);
    const claim = await dismissClaim(mess, actor, no, reason);
    const sentence = `Dismissed claim ${no} of ${claim.studentId}: ${claim.reference}.`;
    await answer.print(changedRecordView(CLAIM, claim, sentence));
  },
});

export const paymentClaims: Noun = {
  name: 'claims',
  summary: 'See what students say they paid, and decide about it',
  verbs: [list, add, dismiss],
};
