import { ACTIVATION_CODE, ONE_TIME_CODE } from '../../documents/access.ts';
import type { ActivationCode, OneTimeCode } from '../../domain/access/one-time-code.ts';
import { changedRecordView, recordListView, type Style } from '../page/records.ts';
import type { View } from '../page/view.ts';

/** For people it is the code alone, so that it can be a file. */
export function oneTimeCodeView(made: OneTimeCode): View {
  return changedRecordView(ONE_TIME_CODE, made, made.code);
}

/** The same of a student's. */
export function activationCodeView(made: ActivationCode): View {
  return changedRecordView(ACTIVATION_CODE, made, made.code);
}

export function activationCodesView(made: readonly ActivationCode[], style: Style): View {
  const none = 'Nobody on the roll is without a secret.';
  return recordListView(ACTIVATION_CODE, made, style, { none });
}
