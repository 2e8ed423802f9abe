import type { Hints } from './hint.ts';

/** Of bills and of months. */
export const BILLING_HINTS = {
  no_bill: ({ month, voided, asker, hasPurchases }) => {
    if (asker === 'student') return 'mess expenses show';
    return voided === undefined
      ? registerLine(month, hasPurchases)
      : `mess bill show --month ${month} --revision ${voided}`;
  },
  no_such_revision: ({ month, hasBills, asker }) => {
    if (asker === 'student') return 'mess expenses show';
    return hasBills ? `mess bill history --month ${month}` : 'mess bill list --all';
  },
  no_share: ({ id }) => `mess expenses show ${id}`,
  share_unexplained: 'mess db verify says more',
  bill_exists: ({ month }) =>
    `mess bill show --month ${month}, or to correct it: mess bill revise --month ${month} --reason TEXT`,
  bill_replaced: ({ month }) => `mess bill show --month ${month}`,
  amount_missing: 'give --total, --per-head or --fixed, or --from-purchases',
  part_missing: ({ month }) =>
    `or record what is missing with mess purchase add, and mess bill revise --month ${month}`,
  early_bill: 'give --early to bill it all the same',
  unusual_bill: 'check the amounts; if they are right, give --confirm-total',
  attendance_missing: ({ month }) =>
    `mess attendance record ID --month ${month} --days N, or give --absent-if-missing to take them as absent`,
  attendance_partial: ({ month }) =>
    `mess attendance import FILE --month ${month} with all of its days, or give --absent-if-missing where nobody was there on the others`,
  nobody_on_roll: 'mess student add',
  nobody_present: ({ month }) => `mess attendance import FILE --month ${month}`,
  no_purchases: ({ month }) =>
    `mess purchase add, or mess purchase import FILE; see mess purchase list --month ${month}`,
  refunds_exceed: ({ month }) =>
    `mess purchase list --month ${month} shows them; mess purchase edit N --date DATE moves a refund to another month`,
  too_many_days: ({ month, calendarDays, id }) =>
    `give --days ${calendarDays}, or correct it: mess attendance record ${id} --month ${month} --days N`,
  sum_too_large: 'look at the amounts: some have digits too many',
  month_closed: ({ month, openFrom }) => {
    const reopen = `an owner opens it again: mess month reopen --month ${month} --reason TEXT`;
    return openFrom === undefined
      ? reopen
      : `--from ${openFrom} takes only the days since, --from open always those since the last closed month; or ${reopen}`;
  },
  month_not_over: ({ month }) => `to close it all the same: ${closeAsIs(month)}`,
  month_unbilled: ({ month, hasPurchases }) =>
    `${registerLine(month, hasPurchases)}, or close it without: ${closeAsIs(month)}`,
  bill_stale: ({ month }) =>
    `mess bill show --month ${month} says what changed, or close it without: ${closeAsIs(month)}`,
} satisfies Partial<Hints>;

function registerLine(month: string, hasPurchases: boolean): string {
  const amount = hasPurchases ? '--from-purchases' : '--total AMOUNT';
  return `mess bill register --month ${month} ${amount}`;
}

function closeAsIs(month: string): string {
  return `mess month close --month ${month} --as-is --reason TEXT`;
}
