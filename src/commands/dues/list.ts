import { parseBranch } from '../../domain/students/student.ts';
import { listDues } from '../../operations/payments/list-dues.ts';
import { duesListView } from '../../output/payments/dues.ts';
import { PAYMENT_HINTS } from '../hints/payments.ts';
import { dateOption, toDate } from '../options/dates.ts';
import {
  amountOption,
  chartOption,
  flagOption,
  toAmountMinor,
  valueOption,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const duesList = defineVerb({
  name: 'list',
  summary: 'Say who owes what, who owes most first',
  details: 'By how many days it has been due. Who has credit comes last.',
  examples: [
    'mess dues list',
    'mess dues list --overdue --branch CSE',
    'mess dues list --over 8000 --as-of 2025-06-30 --output dues.csv',
  ],
  permission: "see everybody's dues",
  takes: {
    overdue: flagOption('--overdue', 'only who owes something whose due day is over'),
    over: amountOption('--over <AMOUNT>', 'only who owes more than this'),
    branch: valueOption('--branch <BRANCH>', 'only of this branch', parseBranch),
    left: flagOption('--left', 'only who left'),
    asOf: dateOption('--as-of <DATE>', 'as it was at the end of that day'),
    chart: chartOption(),
  },
  async run({ mess, actor, answer }, { overdue, over, branch, left, chart, ...values }) {
    const filter = {
      isOverdue: overdue,
      overMinor: over && toAmountMinor(mess, '--over', over),
      branch,
      hasLeft: left,
      asOf: toDate(mess, '--as-of', values.asOf),
    };
    if (mess.settings.accountsFrom === null) {
      answer.note(
        `No accounts are kept yet, so nobody owes anything: ${PAYMENT_HINTS.no_accounts}`,
      );
    }
    const dues = await listDues(mess, actor, filter);
    await answer.print(duesListView(dues, mess.settings, chart));
  },
});
