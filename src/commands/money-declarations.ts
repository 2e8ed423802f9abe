import { booksClose } from './books/close.ts';
import { booksReopen } from './books/reopen.ts';
import { cashCount } from './cash/count.ts';
import { cashList } from './cash/list.ts';
import { chargeAdd } from './charge/add.ts';
import { chargeImport } from './charge/import.ts';
import { chargeKinds } from './charge/kinds.ts';
import { chargeList } from './charge/list.ts';
import { chargeVoid } from './charge/void.ts';
import { depositList } from './deposit/list.ts';
import { depositReceive } from './deposit/receive.ts';
import { depositRefund } from './deposit/refund.ts';
import { depositUse } from './deposit/use.ts';
import { duesFines } from './dues/fines.ts';
import { duesList } from './dues/list.ts';
import { duesShow } from './dues/show.ts';
import { duesWaive } from './dues/waive.ts';
import { duesWriteOff } from './dues/write-off.ts';
import { openingImport } from './opening/import.ts';
import { openingList } from './opening/list.ts';
import { openingSet } from './opening/set.ts';
import { paymentClaims } from './payment/claims.ts';
import { paymentImport } from './payment/import.ts';
import { paymentImports, paymentUndo } from './payment/imports.ts';
import { paymentList } from './payment/list.ts';
import { paymentPayers } from './payment/payers.ts';
import { paymentReceipt } from './payment/receipt.ts';
import { paymentRecord } from './payment/record.ts';
import { paymentRefund } from './payment/refund.ts';
import { paymentReverse } from './payment/reverse.ts';
import { paymentShow } from './payment/show.ts';
import { paymentSuspense } from './payment/suspense.ts';
import type { Nouns } from './verb.ts';

/**
 * The commands of the nouns of the accounts, in the order of the help page of each. Apart from the others,
 * which need not load what books money.
 */
export const MONEY_NOUNS: Nouns = new Map([
  ['charge', [chargeAdd, chargeImport, chargeList, chargeVoid, chargeKinds]],
  [
    'payment',
    [
      paymentRecord,
      paymentImport,
      paymentImports,
      paymentUndo,
      paymentSuspense,
      paymentPayers,
      paymentClaims,
      paymentList,
      paymentShow,
      paymentReceipt,
      paymentReverse,
      paymentRefund,
    ],
  ],
  ['dues', [duesList, duesShow, duesFines, duesWaive, duesWriteOff]],
  ['deposit', [depositReceive, depositUse, depositRefund, depositList]],
  ['opening', [openingSet, openingImport, openingList]],
  ['books', [booksClose, booksReopen]],
  ['cash', [cashCount, cashList]],
]);
