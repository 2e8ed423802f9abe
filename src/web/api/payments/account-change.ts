import { documentMaker } from '../../../documents/fields.ts';
import {
  ACCOUNT_CHANGE,
  type ToldChange,
  toAccountChange,
} from '../../../documents/payments/dues.ts';
import type { Mess } from '../../../operations/mess/mess.ts';

/** The document of what was entered on a student's accounts beside payments. */
export function accountChangeOf({ settings }: Mess, change: ToldChange): object {
  return documentMaker(ACCOUNT_CHANGE, settings.currencyDecimals)(toAccountChange(change));
}
