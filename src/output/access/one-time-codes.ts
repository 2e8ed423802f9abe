import { ONE_TIME_CODE } from '../../documents/access.ts';
import type { OneTimeCode } from '../../domain/access/one-time-code.ts';
import { changedRecordView } from '../page/records.ts';
import type { View } from '../page/view.ts';

/** For people it is the code alone, so that it can be a file. */
export function oneTimeCodeView(made: OneTimeCode): View {
  return changedRecordView(ONE_TIME_CODE, made, made.code);
}
