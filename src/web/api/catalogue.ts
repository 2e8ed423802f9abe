import type { Endpoint } from './endpoint.ts';
import { MONEY_ENDPOINTS, UPKEEP_ENDPOINTS } from './money-catalogue.ts';
import { STUDENT_ENDPOINTS } from './students.ts';

/** All endpoints below `/api/v1`, in the order of their page of the manual. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...STUDENT_ENDPOINTS,
  ...MONEY_ENDPOINTS,
  ...UPKEEP_ENDPOINTS,
];
