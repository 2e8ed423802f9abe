import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { calendarDays, type Month } from '../../domain/values/month.ts';
import { renderCsv } from '../page/render.ts';
import type { Sheet, View } from '../page/view.ts';

export const TEMPLATE_LAYOUTS = ['monthly', 'register'] as const;

/** A sheet to fill in, which is CSV also where nothing is said of the format. */
export function templateView(
  month: Month,
  roll: readonly Pick<StudentAttendance, 'id' | 'name'>[],
  layout: (typeof TEMPLATE_LAYOUTS)[number],
): View {
  const days = Array.from({ length: calendarDays(month) }, (_, index) => String(index + 1));
  const columns = layout === 'register' ? days : ['days_present'];
  const sheet = (): Sheet => ({
    // The month comes last: of rows that end in empty cells some spreadsheets leave these out.
    header: ['student_id', 'name', ...columns, 'month'],
    rows: roll.map(({ id, name }) => [id, name, ...columns.map(() => null), month]),
  });
  return {
    json: () => roll.map(({ id, name }) => ({ studentId: id, name, month })),
    csv: sheet,
    text: () => renderCsv(sheet()),
  };
}
