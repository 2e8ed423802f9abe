import type { TableWords } from './words.ts';

/** What was paid, and the bank's files that say so. */
export const MONEY_WORDS: Readonly<Record<string, TableWords>> = {
  ledger_entries: {
    about:
      'Money that came in, went out or was booked, entry by entry. None is ever changed; what was wrong is taken back by another. Bills are not among them: see shares.',
    columns: {
      no: 'The number of the entry, counted from 1 without gaps.',
      date: 'The day that it stands on in the books.',
      money_date:
        'The day of the money itself: another one only where the books were closed by then.',
      kind: 'What it is, such as payment, refund, deposit, late fee or reversal.',
      receipt_series: 'The first part of the number of its receipt; empty where it has none.',
      receipt_number: 'The second part.',
      month: 'The month whose bill it is for; empty for none.',
      method: 'How the money came or went: cash, upi, bank, cheque or other; empty for none.',
      reference: 'The number that the bank or the app has for it; empty for none.',
      reference_key: 'The reference as it is looked up.',
      note: 'A note, or the reason; empty for none.',
      reverses: 'The number of the entry that it takes back; empty for none.',
      entered_by: 'The entry of the record of changes that says who entered it, and when.',
    },
  },
  ledger_postings: {
    about: 'The sides of the entries: those of one add up to 0.',
    columns: {
      entry_no: 'The entry.',
      line: 'Which side of it, from 1.',
      account:
        'The account: dues is what a student owes, deposit what is held of one, others are of the mess.',
      student_no: 'Whose account it is; empty for an account of the mess.',
      amount_minor: 'What is added to it: above 0 a debit, below 0 a credit.',
    },
  },
  bank_lines: {
    about: 'Lines of the files of banks and gateways, as they were imported.',
    columns: {
      no: 'The number of the line in mess.',
      import_no: 'The import that brought it.',
      line: 'Which line of the file it was, from 1.',
      account: 'What the account at the bank is called.',
      account_digits: 'The last digits of its number; empty where the file does not say them.',
      date: 'The day that the bank has for it.',
      amount_minor: 'The amount that came in; below 0 for what went out.',
      narration: 'What the bank wrote.',
      reference: 'The number that the bank has for it.',
      other_reference: 'The number that the gateway has for it; empty for none.',
      payer: 'The UPI id or the account that paid; empty where it is not known.',
      rule: 'By what it was found whose it is; empty where it was not.',
      entry_no: 'The entry of the ledger that it became.',
    },
  },
  forgotten_payers: {
    about: 'Payers of whom mess is to know no more for whom they paid.',
    columns: {
      payer: 'The UPI id or the account.',
      through_entry: 'The last entry of the ledger that does not count any more.',
      forgotten_by: 'The entry of the record of changes that says who wanted it.',
    },
  },
  payment_claims: {
    about: 'Payments that students say they made.',
    columns: {
      no: 'The number of the claim.',
      student_no: 'The student.',
      date: 'The day that they say.',
      reference: 'The number of the payment, 12 digits.',
      claimed_by: 'The entry of the record of changes that has it.',
      dismissed_by: 'The entry of the record of changes that dismissed it; empty where none did.',
      dismiss_reason: 'Why it was dismissed; empty where it was not.',
    },
  },
  journal_accounts: {
    about: 'What the mess calls accounts of its exported journal, where not as usual.',
    columns: {
      name: 'Which account it is.',
      account: 'What it is called.',
      changed_by: 'The entry of the record of changes that says who named it.',
    },
  },
  message_templates: {
    about: "The words of messages to students that are the mess's own, where not as usual.",
    columns: {
      name: 'What it is of, and in which language.',
      source: 'Its text, as the file had it.',
      changed_by: 'The entry of the record of changes that says who gave it.',
    },
  },
};
