import { STATED_OPENING } from '../../documents/payments/payments.ts';
import { listOpenings } from '../../operations/payments/opening.ts';
import { listRecords } from '../list-records.ts';
import { defineVerb } from '../verb.ts';

export const openingList = defineVerb({
  name: 'list',
  summary: 'List what each owed when the accounts began',
  details: 'Less than 0 is what was paid too much. Who is not in it owed nothing.',
  examples: ['mess opening list', 'mess opening list --output openings.csv'],
  permission: "see everybody's dues",
  run: listRecords(STATED_OPENING, listOpenings, {
    none: 'Of nobody it is stated what they owed when the accounts began.',
    columns: { studentId: { title: 'ID' } },
  }),
});
