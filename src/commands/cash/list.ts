import { RECORDED_COUNT } from '../../documents/payments/books.ts';
import { listCounts } from '../../operations/payments/cash.ts';
import { listRecords } from '../list-records.ts';
import { defineVerb } from '../verb.ts';

export const cashList = defineVerb({
  name: 'list',
  summary: 'List the counts of the cash box',
  details:
    'With what was in the box, what had been taken out, and what was there too much; less than 0 was missing. Those that were taken back are in it, too.',
  examples: ['mess cash list', 'mess cash list --output counts.csv'],
  permission: "see everybody's dues",
  run: listRecords(RECORDED_COUNT, listCounts, { none: 'The cash box was not counted yet.' }),
});
