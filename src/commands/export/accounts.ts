import { JOURNAL_ACCOUNT } from '../../documents/payments/journal.ts';
import { ACCOUNT_NAMES, parseAccount } from '../../domain/payments/journal/accounts.ts';
import { sayCount } from '../../domain/values/text.ts';
import {
  listJournalAccounts,
  resetJournalAccounts,
  setJournalAccount,
} from '../../operations/payments/journal/accounts.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { resetAccountsView } from '../../output/payments/journal/accounts.ts';
import { listRecords } from '../list-records.ts';
import { choiceArgument, valueArgument } from '../options/arguments.ts';
import { defineVerb, type Noun } from '../verb.ts';

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List what the accounts of the journal are called, as bare mess export accounts does',
  details:
    'Below receivable and deposit stands an account of each student, below purchases one of each head.',
  examples: ['mess export accounts list', 'mess export accounts --json'],
  permission: 'see the accounts of the journal',
  run: listRecords(JOURNAL_ACCOUNT, listJournalAccounts, {
    columns: {
      account: { cell: ({ account, isOwn }) => `${account}${isOwn ? ', set by the mess' : ''}` },
      own: { isLeftOut: true },
    },
  }),
});

const set = defineVerb({
  name: 'set',
  summary: 'Say what an account of the journal is called from now on',
  details:
    'Written as hledger and beancount both take it: first Assets, Liabilities, Equity, Income or Expenses. Two may be called alike, but none like the accounts of students or of heads.',
  examples: [
    'mess export accounts set bank Assets:Bank:SBI-1234',
    'mess export accounts set dividing Income:Boarding',
  ],
  permission: 'name the accounts of the journal',
  takes: {
    name: choiceArgument('<NAME>', 'the account', ACCOUNT_NAMES),
    account: valueArgument('<ACCOUNT>', 'what it is called', parseAccount),
  },
  async run({ mess, actor, answer }, { name, account }) {
    const { before } = await setJournalAccount(mess, actor, { name, account });
    const sentence =
      before === account
        ? `Nothing changed: ${name} is ${account} already.`
        : `${name} is ${account} now (it was ${before}).`;
    const [record] = (await listJournalAccounts(mess, actor)).filter((each) => each.name === name);
    if (record === undefined) throw new Error(`no account ${name}`);
    await answer.print(changedRecordView(JOURNAL_ACCOUNT, record, sentence));
  },
});

const reset = defineVerb({
  name: 'reset',
  summary: 'Call every account of the journal as it was before the mess named any',
  examples: ['mess export accounts reset'],
  permission: 'name the accounts of the journal',
  async run({ mess, actor, answer }) {
    const were = await resetJournalAccounts(mess, actor);
    const accounts = await listJournalAccounts(mess, actor);
    const sentence =
      were.length === 0
        ? 'Nothing changed: the mess has named no account.'
        : `${sayCount(were.length, 'account is', 'accounts are')} called as usual again: ${were.map(({ name, account }) => `${name} (it was ${account})`).join(', ')}.`;
    await answer.print(resetAccountsView(accounts, sentence));
  },
});

/** Bare `mess export accounts` lists them. */
export const exportAccounts: Noun = {
  name: 'accounts',
  summary: 'List, set and reset what the accounts of the journal are called',
  description:
    'What the accounts are called in the journals of mess export journal, so that they fit the books of the hostel or the college.',
  verbs: [list, set, reset],
};
