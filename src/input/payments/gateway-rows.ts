import type { RowError } from '../../domain/imports/report.ts';
import { dateIn } from '../../domain/values/date.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { ValueError } from '../../errors.ts';
import { foldColumnName } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import type { DateForms } from './dates.ts';
import type { DraftReader, DraftRow } from './draft.ts';
import type { ParseAmount } from './frame.ts';
import type { GatewayLayout } from './gateways.ts';

const PAID = /^(?:|success(?:ful)?|completed?|captured|settled|paid)$/i;
const PAYMENT = /^payment$/i;
const GIVEN_BACK = /^(?:refund|reversal|chargeback|dispute)$/i;
/** Seconds since 1970: such a file has its amounts in paise. */
const SECONDS = /^\d{10}$/;

export interface GatewayOptions {
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  /** Of the mess. */
  readonly timeZone: string;
}

/** Gathers the payments of a payment gateway's list: those that succeeded, and what was given back of them. */
export function createGatewayRows(
  header: readonly string[],
  layout: GatewayLayout,
  parseAmount: ParseAmount,
  forms: DateForms,
  options: GatewayOptions,
): DraftReader {
  const places = new Map(header.map((name, place) => [foldColumnName(name), place]));
  const rows: DraftRow[] = [];
  const mistakes: RowError[] = [];
  let notPaid = 0;

  function read({ cells }: CsvRow, name: string | undefined): string {
    const place = name === undefined ? undefined : places.get(foldColumnName(name));
    return place === undefined ? '' : (cells[place]?.trim() ?? '');
  }

  function fault(line: number, column: string, value: string, code: string, message: string): void {
    mistakes.push({ line, column, code, value, message });
  }

  /** In minor units, without its sign; undefined where it cannot be read. */
  function amountAt(row: CsvRow, name: string, isMinor: boolean): bigint | undefined {
    const text = read(row, name);
    try {
      const amount = parseAmount(isMinor && /^-?\d+$/.test(text) ? asDecimal(text) : text);
      if (amount === undefined) throw new ValueError('missing', 'the amount is missing');
      return amount.minor;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      fault(row.line, name, text, error.code, error.message);
      return undefined;
    }
  }

  function asDecimal(text: string): string {
    return formatMinor(BigInt(text), options.currencyDecimals);
  }

  function add(row: CsvRow): void {
    const kind = read(row, layout.kind);
    const isBack = GIVEN_BACK.test(kind);
    if (!PAID.test(read(row, layout.status)) || !(isBack || kind === '' || PAYMENT.test(kind))) {
      notPaid++;
      return;
    }
    const currency = read(row, layout.currency);
    if (currency !== '' && currency.toUpperCase() !== options.currency) {
      fault(
        row.line,
        layout.currency ?? '',
        currency,
        'other_currency',
        `not in ${options.currency}`,
      );
    }
    const written = read(row, layout.date);
    const isMinor = SECONDS.test(written);
    const dateText = isMinor ? dateIn(options.timeZone, new Date(Number(written) * 1000)) : written;
    forms.add(dateText);
    const amount = amountAt(row, layout.amount, isMinor);
    const fees = (layout.fees ?? []).map((name) => amountAt(row, name, isMinor) ?? 0n);
    const paymentId = read(row, layout.paymentId);
    const rrn = read(row, layout.rrn);
    rows.push({
      line: row.line,
      dateText,
      valueText: '',
      amountMinor: isBack && amount !== undefined ? -amount : amount,
      isUnsigned: false,
      narration: layout.notes
        .map((name) => read(row, name))
        .filter((text) => text !== '' && text !== '[]')
        .join(' / '),
      reference: paymentId || rrn,
      balanceMinor: null,
      gateway: {
        paymentId,
        rrn,
        payer: read(row, layout.payer),
        settlement: read(row, layout.settlement),
        feeMinor: fees.reduce((a, b) => a + b, 0n),
      },
    });
  }

  return {
    add,
    finish: () => ({
      rows,
      mistakes,
      passedOver: [],
      notPaid,
      openingMinor: null,
      closingMinor: null,
      totals: null,
    }),
  };
}
