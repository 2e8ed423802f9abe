import { type ColumnKind, SERIAL_ALIASES } from '../csv/columns.ts';

export type StatementField =
  | 'date'
  | 'valueDate'
  | 'narration'
  | 'reference'
  | 'debit'
  | 'credit'
  | 'amount'
  | 'side'
  | 'balance'
  | 'status'
  | 'passedOver';

const CURRENCY_ENDS = [
  ...['', ' (inr)', ' (rs.)', ' (rs)', ' (₹)', ' inr', ' rs', ' in inr', ' in rs'],
];

const FORM_ENDS = ['', ' (dd/mm/yyyy)', ' (dd-mm-yyyy)'];

/** Banks put the currency behind the names of their amounts. */
function withCurrency(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => CURRENCY_ENDS.map((end) => `${name}${end}`));
}

/** And the form behind those of their dates. */
function withForm(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => FORM_ENDS.map((end) => `${name}${end}`));
}

/** Of names with all that banks put behind them, those that have nothing behind. */
export function withoutEnds(names: readonly string[]): readonly string[] {
  const ends = [...CURRENCY_ENDS, ...FORM_ENDS].filter((end) => end !== '');
  return names.filter((name) => !ends.some((end) => name.endsWith(end)));
}

/**
 * How banks call the columns of their statements. Source: the bank vectors, and the list of headers of
 * Amit49/Bank-Statement-to-csv-form.
 */
export const STATEMENT_COLUMNS: readonly ColumnKind<StatementField>[] = [
  {
    field: 'date',
    canonical: 'date',
    aliases: withForm([
      'date',
      'txn date',
      'tran date',
      'trans date',
      'transaction date',
      'transaction dt',
      'txn dt',
      'date of transaction',
      'transaction date & time',
      'date & time',
      'date and time',
    ]),
  },
  {
    field: 'valueDate',
    canonical: 'value date',
    aliases: withForm(['value dt', 'value dat', 'val date', 'post date', 'posting date']),
  },
  {
    field: 'narration',
    canonical: 'narration',
    aliases: [
      'narrative',
      'description',
      'particulars',
      'remarks',
      'remark',
      'details',
      'transaction remarks',
      'transaction details',
      'transaction particulars',
      'transaction description',
      'txn description',
    ],
  },
  {
    field: 'reference',
    canonical: 'reference',
    aliases: [
      'ref',
      'ref no',
      'ref number',
      'reference no',
      'reference number',
      'chq./ref.no.',
      'chq/ref no',
      'chq/ref number',
      'chq / ref no.',
      'ref no./cheque no.',
      'cheque no./ref no.',
      'cheque/ref no',
      'cheque no',
      'cheque number',
      'chq no',
      'chq number',
      'chq',
      'instrument no',
      'instrument id',
      'utr',
      'utr no',
      'utr number',
      'rrn',
    ],
  },
  {
    field: 'debit',
    canonical: 'debit',
    aliases: withCurrency([
      'debits',
      'debit amount',
      'debit amt',
      'dr',
      'dr amount',
      'dr amt',
      'withdrawal',
      'withdrawals',
      'withdrawal amt',
      'withdrawal amount',
      'withdrawal (dr)',
      'debit (dr)',
      'amount debited',
      'paid out',
      'money out',
    ]),
  },
  {
    field: 'credit',
    canonical: 'credit',
    aliases: withCurrency([
      'credits',
      'credit amount',
      'credit amt',
      'cr',
      'cr amount',
      'cr amt',
      'deposit',
      'deposits',
      'deposit amt',
      'deposit amount',
      'deposit (cr)',
      'credit (cr)',
      'amount credited',
      'paid in',
      'money in',
    ]),
  },
  {
    field: 'amount',
    canonical: 'amount',
    aliases: withCurrency(['amount', 'amt', 'transaction amount', 'txn amount', 'tran amount']),
  },
  {
    field: 'side',
    canonical: 'dr / cr',
    aliases: ['cr / dr', 'debit/credit', 'credit/debit', 'drcr', 'crdr', 'd/c', 'c/d'],
  },
  {
    field: 'balance',
    canonical: 'balance',
    aliases: withCurrency([
      'balance',
      'bal',
      'closing balance',
      'closing bal',
      'running balance',
      'available balance',
      'ledger balance',
      'balance amount',
      'balance amt',
    ]),
  },
  { field: 'status', canonical: 'status', aliases: ['transaction status', 'txn status'] },
  { field: 'passedOver', canonical: 'no', aliases: SERIAL_ALIASES },
];
