import { foldColumnName } from '../csv/columns.ts';

/** What a payment gateway lists, with the columns that have it; all of them are needed. */
export interface GatewayLayout {
  readonly name: string;
  readonly date: string;
  /** What the payer gave, before anything is kept of it. */
  readonly amount: string;
  /** Its own number of the payment, where no other gateway has the same. */
  readonly paymentId?: string;
  readonly rrn?: string;
  readonly payer?: string;
  /** Under which it was paid out. */
  readonly settlement?: string;
  /** That together are what was kept; some gateways write them below 0. */
  readonly fees?: readonly string[];
  readonly status?: string;
  /** Whether it is a payment or what was given back. */
  readonly kind?: string;
  readonly currency?: string;
  /** Of who pays, and for what. */
  readonly notes: readonly string[];
  /** Columns that some of its files lack. */
  readonly optional?: readonly string[];
}

const GATEWAYS: readonly GatewayLayout[] = [
  {
    name: 'phonepe-settlement',
    date: 'TransactionDate',
    amount: 'Amount',
    paymentId: 'PhonePeReferenceId',
    settlement: 'BankReferenceNo',
    fees: ['Fee', 'IGST', 'CGST', 'SGST'],
    kind: 'PaymentType',
    notes: ['MerchantReferenceId', 'From'],
  },
  {
    name: 'phonepe-transactions',
    date: 'Transaction Date',
    amount: 'Total Transaction Amount',
    paymentId: 'PhonePe Reference Id',
    rrn: 'Transaction UTR',
    status: 'Transaction Status',
    kind: 'Transaction Type',
    notes: ['Merchant Order Id', 'Merchant Reference Id'],
  },
  {
    name: 'razorpay-recon',
    date: 'created_at',
    amount: 'amount',
    paymentId: 'entity_id',
    rrn: 'arn',
    settlement: 'settlement_utr',
    fees: ['fee'],
    kind: 'type',
    currency: 'currency',
    notes: ['description', 'notes', 'order_receipt'],
    optional: ['arn'],
  },
  {
    name: 'upi-switch',
    date: 'Date of txn',
    amount: 'Amount',
    rrn: 'RRN',
    payer: 'Payer UPI ID',
    status: 'Status',
    notes: ['Txn Note', 'PayerName'],
  },
];

/** The names of the columns of a gateway without which a file is none of it. */
function requiredNames(gateway: GatewayLayout): readonly string[] {
  const { name: _, notes, fees = [], optional = [], ...single } = gateway;
  return [...Object.values(single), ...notes, ...fees].filter((each) => !optional.includes(each));
}

const REQUIRED = GATEWAYS.map((gateway) => ({
  gateway,
  names: requiredNames(gateway).map(foldColumnName),
}));

/** The gateway all of whose columns a row names. */
export function findGateway(cells: readonly string[]): GatewayLayout | undefined {
  if (cells.length < 8) return undefined;
  const header = new Set(cells.map(foldColumnName));
  return REQUIRED.find(({ names }) => names.every((name) => header.has(name)))?.gateway;
}
