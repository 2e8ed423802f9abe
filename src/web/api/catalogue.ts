import { ATTENDANCE_DAYS_ENDPOINTS } from './attendance-days.ts';
import type { Endpoint } from './endpoint.ts';
import { STUDENT_ENDPOINTS } from './students.ts';

/** All endpoints below `/api/v1`, in the order of their page of the manual. */
export const ENDPOINTS: readonly Endpoint[] = [...STUDENT_ENDPOINTS, ...ATTENDANCE_DAYS_ENDPOINTS];
