import { exportJournal as exportBooks } from '../../operations/payments/journal/export-journal.ts';
import { renderJournal } from '../../output/payments/journal/journal.ts';
import { dateOption, toRange } from '../options/dates.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const exportJournal = defineVerb({
  name: 'journal',
  summary: 'Write the accounts as a journal for hledger or beancount',
  details: [
    'Every entry of the books as it was entered: bills, revisions and voids by the students they are owed by, receipts, refunds, deposits, late fees, the cash box and the bank. Each has a code that stays the same, so two exports differ by what is new. The accounts are called as mess export accounts says.',
    'The last entry, Proof, states what every student owes as mess dues list has it: hledger check --strict, or bean-check, refuses the journal where its entries come to anything else. With --from or --to there is none.',
    'For hledger where nothing is said; a file is written for the program that its name is of: .journal or .beancount.',
  ].join('\n\n'),
  examples: [
    'mess export journal --output mess.journal',
    'mess export journal --format beancount --with-purchases',
    'mess export journal --from 2025-04-01 --to 2026-03-31 --output 2025-26.journal',
  ],
  permission: 'export the journal',
  isRead: true,
  isJournal: true,
  takes: {
    from: dateOption('--from <DATE>', 'the first day that is written'),
    to: dateOption('--to <DATE>', 'the last day that is written'),
    withPurchases: flagOption('--with-purchases', 'what was bought too, by heads, as owed'),
  },
  async run({ mess, actor, answer }, values) {
    const range = { ...toRange(mess, values), withPurchases: values.withPurchases };
    const format = answer.format === 'beancount' ? 'beancount' : 'hledger';
    await exportBooks(mess, actor, range, (journal) =>
      answer.printStream(renderJournal(journal, format)),
    );
  },
});
