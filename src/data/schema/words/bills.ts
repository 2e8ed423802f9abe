import type { TableWords } from './words.ts';

const HIDDEN_BY =
  'The entry of the record of changes that hid it from lists; empty where it is shown.';
const ENTERED_BY = 'The entry of the record of changes that says who entered it, and when.';
const VOIDED_BY = 'The entry of the record of changes that took it back; empty where it stands.';
const VOID_REASON = 'Why it was taken back; empty where it stands.';
const BILL_REVISION = 'Which bill of the month: 1 for the first, 2 for the next, and so on.';

/** What was bought, what was charged, and how it was shared. */
export const BILL_WORDS: Readonly<Record<string, TableWords>> = {
  bills: {
    about:
      'Every bill that was ever made for a month. One of a month counts at most: the one that is live.',
    columns: {
      month: 'The month.',
      revision: BILL_REVISION,
      status: 'live; superseded by a later one; or void.',
      days_in_month:
        'The dining days that a per head amount was divided by; empty where not known.',
      total_minor: 'What was divided by days present; empty for nothing.',
      per_head_minor: 'What a whole month cost each; empty for nothing.',
      fixed_minor: 'What was divided equally; empty for nothing.',
      billed_minor: 'What all shares come to.',
      registered_at: 'When it was made.',
      operation_id: 'What was done together in the record of changes.',
      ended_reason: 'Why it was revised or voided; empty for a live one.',
      origin: 'computed by mess, or recorded as another program had it.',
      roll_as_of:
        'The entry of the record of changes up to which its roll was taken; empty for the first.',
      ended_by: 'The entry of the record of changes that ended it; empty for a live one.',
      charges_minor: 'What the charges in its shares come to; empty where there were none.',
      lowered_minor: 'By how much charges lowered what was divided.',
      raised_minor: 'By how much charges raised what was divided.',
    },
  },
  shares: {
    about: 'What each student was charged by a bill.',
    columns: {
      month: 'The month of the bill.',
      revision: BILL_REVISION,
      student_no: 'The student.',
      id_then: 'The roll number at that time.',
      days_hundredths: 'The days present that it was reckoned by.',
      dividing_minor: 'The part of what was divided by days; empty for none.',
      per_head_minor: 'The part per head; empty for none.',
      fixed_minor: 'The part of what was divided equally; empty for none.',
      amount_minor: 'The whole share, which is the sum of its parts.',
      charges_minor: 'Charges besides, less discounts; empty for none.',
    },
  },
  purchase_heads: {
    about: 'What purchases are listed under.',
    columns: {
      no: 'The number of the head.',
      name_key: 'The name without regard to case, by which it is found.',
      name: 'The name.',
      kind: 'dividing: shared by days present; or fixed: shared equally.',
      hidden_by: HIDDEN_BY,
    },
  },
  purchases: {
    about: 'What was bought for the mess.',
    columns: {
      no: 'The number of the purchase.',
      date: 'The day of the purchase.',
      head_no: 'The head that it is under.',
      amount_minor: 'What it cost; below 0 for what was given back.',
      note: 'A note; empty for none.',
      entered_by: ENTERED_BY,
      voided_by: VOIDED_BY,
      void_reason: VOID_REASON,
    },
  },
  bill_heads: {
    about: 'What a bill was made up of that was made from purchases.',
    columns: {
      month: 'The month of the bill.',
      revision: BILL_REVISION,
      head_no: 'The head.',
      purchases: 'How many purchases there were under it.',
      amount_minor: 'What they came to.',
    },
  },
  charge_kinds: {
    about: 'What students may be charged for besides the shared bill.',
    columns: {
      no: 'The number of the kind.',
      name_key: 'The name without regard to case, by which it is found.',
      name: 'The name.',
      counts_as: 'What it counts as: guest, extra, fine, discount or other.',
      rate_minor: 'What one costs; empty where it is said each time.',
      hidden_by: HIDDEN_BY,
    },
  },
  charges: {
    about: 'What single students were charged besides, or let off.',
    columns: {
      no: 'The number of the charge.',
      month: 'The month whose bill it is in.',
      student_no: 'The student.',
      kind_no: 'The kind of charge.',
      quantity_hundredths: 'How many; empty where only an amount was said.',
      rate_minor: 'What one cost; empty where only an amount was said.',
      amount_minor: 'What it came to; below 0 for a discount.',
      note: 'A note; empty for none.',
      entered_by: ENTERED_BY,
      voided_by: VOIDED_BY,
      void_reason: VOID_REASON,
    },
  },
  closed_months: {
    about: 'Months of which nothing is to be changed any more.',
    columns: {
      month: 'The month.',
      closed_by: 'The entry of the record of changes that says who closed it, and when.',
      as_is_reason: 'Why it was closed without a bill that fits; empty where it has one.',
    },
  },
};
