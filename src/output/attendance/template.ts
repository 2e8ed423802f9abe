import {
  type TemplateLayout,
  templateDocument,
  templateSheet,
} from '../../documents/attendance.ts';
import { renderCsv } from '../../documents/sheet.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import type { Month } from '../../domain/values/month.ts';
import type { View } from '../page/view.ts';

/** A sheet to fill in, which is CSV also where nothing is said of the format. */
export function templateView(
  month: Month,
  roll: readonly Pick<StudentAttendance, 'id' | 'name'>[],
  layout: TemplateLayout,
): View {
  const sheet = () => templateSheet(month, roll, layout);
  return {
    json: () => templateDocument(month, roll),
    csv: sheet,
    text: () => renderCsv(sheet()),
  };
}
