import { CLAIM_STATES } from '../domain/payments/claim.ts';
import type { Fields } from './fields.ts';

/** A payment that a student says was made. */
export const CLAIM = {
  no: 'count',
  studentId: 'word',
  name: 'text',
  date: 'day',
  reference: 'word',
  state: { kind: 'word', oneOf: CLAIM_STATES },
  receipt: { kind: 'word?', drop: 3 },
  reason: { kind: 'text?', drop: 2 },
  claimedAt: { kind: 'time', drop: 1 },
} as const satisfies Fields;
