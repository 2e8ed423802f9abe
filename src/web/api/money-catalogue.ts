import { BILL_ENDPOINTS } from './billing/bills.ts';
import { MONTH_ENDPOINTS } from './billing/months.ts';
import { REGISTER_ENDPOINTS } from './billing/register.ts';
import { SHARE_ENDPOINTS } from './billing/shares.ts';
import { CHARGE_ENDPOINTS } from './charges/charges.ts';
import { CHARGE_IMPORT_ENDPOINTS } from './charges/import.ts';
import { CHARGE_KIND_ENDPOINTS } from './charges/kinds.ts';
import type { Endpoint } from './endpoint.ts';
import { BANK_ENDPOINTS } from './payments/bank.ts';
import { BOOKS_ENDPOINTS } from './payments/books.ts';
import { DEPOSIT_ENDPOINTS } from './payments/deposits.ts';
import { DUES_ENDPOINTS } from './payments/dues.ts';
import { LATE_FEE_ENDPOINTS } from './payments/late-fees.ts';
import { OPENING_IMPORT_ENDPOINTS } from './payments/opening-import.ts';
import { PAYMENT_ENDPOINTS } from './payments/payments.ts';
import { RECEIPT_ENDPOINTS } from './payments/receipts.ts';
import { REFUND_ENDPOINTS } from './payments/refunds.ts';
import { STATEMENT_IMPORT_ENDPOINTS } from './payments/statement-import.ts';
import { ADMIN_ENDPOINTS } from './upkeep/admins.ts';
import { MESSAGE_ENDPOINTS } from './upkeep/messages.ts';
import { RECORD_ENDPOINTS } from './upkeep/record.ts';
import { SERVICE_TOKEN_ENDPOINTS } from './upkeep/service-tokens.ts';
import { SETTINGS_ENDPOINTS } from './upkeep/settings.ts';

/** Bills and what is paid of them. */
export const MONEY_ENDPOINTS: readonly Endpoint[] = [
  ...BILL_ENDPOINTS,
  ...REGISTER_ENDPOINTS,
  ...SHARE_ENDPOINTS,
  ...MONTH_ENDPOINTS,
  ...CHARGE_ENDPOINTS,
  ...CHARGE_KIND_ENDPOINTS,
  ...CHARGE_IMPORT_ENDPOINTS,
  ...PAYMENT_ENDPOINTS,
  ...RECEIPT_ENDPOINTS,
  ...REFUND_ENDPOINTS,
  ...STATEMENT_IMPORT_ENDPOINTS,
  ...BANK_ENDPOINTS,
  ...DUES_ENDPOINTS,
  ...LATE_FEE_ENDPOINTS,
  ...DEPOSIT_ENDPOINTS,
  ...OPENING_IMPORT_ENDPOINTS,
  ...BOOKS_ENDPOINTS,
];

/** What owners look after. */
export const UPKEEP_ENDPOINTS: readonly Endpoint[] = [
  ...ADMIN_ENDPOINTS,
  ...SERVICE_TOKEN_ENDPOINTS,
  ...SETTINGS_ENDPOINTS,
  ...MESSAGE_ENDPOINTS,
  ...RECORD_ENDPOINTS,
];
