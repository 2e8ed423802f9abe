import { Type } from 'typebox';
import { PaymentImportReport } from '../../../documents/schemas/payments/bank.ts';
import { MATCH_RULES } from '../../../domain/payments/bank/payer-match.ts';
import { parseText } from '../../../domain/values/text.ts';
import { SIDES } from '../../../input/payments/amount-cell.ts';
import { STATEMENT_COLUMNS } from '../../../input/payments/columns.ts';
import { planStatementImport } from '../../../operations/payments/bank/import.ts';
import { parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { IMPORT_KEYS, readFileOptions } from '../imports/reading.ts';
import { runImport } from '../imports/run-import.ts';
import { Flag, isSet, keys, Text } from '../input.ts';

const { partial: _partial, profile: _profile, ignoreUnknown: _unknown, ...KEYS } = IMPORT_KEYS;

/** A bank has the whole name of an account; the mess, a short one. */
const MAX_ACCOUNT_NAME = 40;

export const STATEMENT_IMPORT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'importPayments',
    method: 'POST',
    path: '/payments/imports',
    summary: "Books the payments in a bank's or a gateway's file",
    details:
      'The file is sent as those of other imports are. What came in is booked where exactly one student follows; all other money is in suspense, and what is recorded is known again. The answer has each line. A basis, of the dry run that was looked at, writes what it showed of the same file, or nothing.',
    permission: 'import payments',
    takesFile: true,
    isHeavy: true,
    query: keys({
      ...KEYS,
      account: Type.Optional(Text),
      amounts: Type.Optional(Type.Enum([...SIDES])),
      noLearned: Type.Optional(Flag),
      onlyCodes: Type.Optional(Flag),
      again: Type.Optional(Flag),
    }),
    answer: PaymentImportReport,
    async run(scope, { query }) {
      const { mess, actor } = scope;
      const read = readFileOptions(query, {}, STATEMENT_COLUMNS);
      const file = { ...read, amounts: query.amounts };
      const account = parseOptional('account', parseAccount, query.account);
      const rules = isSet(query.onlyCodes)
        ? (['code'] as const)
        : MATCH_RULES.filter((rule) => !(isSet(query.noLearned) && rule === 'payer'));
      return runImport(scope, query, (source, { dryRun, asPlanned }, onProgress) => {
        const options = { dryRun, asPlanned, again: isSet(query.again), file, account, rules };
        return planStatementImport(mess, actor, source, options, onProgress);
      });
    },
  }),
];

function parseAccount(text: string): string {
  return parseText(text, 'name', MAX_ACCOUNT_NAME).toLowerCase();
}
