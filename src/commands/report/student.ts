import { studentReportDocument, studentReportSheet } from '../../documents/reports/student.ts';
import { reportStudent as readStudent } from '../../operations/reports/student-report.ts';
import { studentReport } from '../../output/reports/student.ts';
import { reportView } from '../../output/reports/view.ts';
import { studentArgument } from '../options/arguments.ts';
import { getStudentId } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, drawingOptions, languageOption, toPaper } from './options.ts';

export const reportStudent = defineVerb({
  name: 'student',
  summary: 'Report a student: every month that was billed, and the whole account',
  details: ['A student sees their own and needs no ID.', AS_A_PAGE].join('\n\n'),
  examples: ['mess report student S001', 'mess report student S001 --output S001.html'],
  permission: "see everybody's dues",
  own: 'see own dues',
  hasPage: true,
  takes: { id: studentArgument('[ID]'), language: languageOption(), ...drawingOptions() },
  async run({ mess, actor, answer, files, terminal }, { chart, font, language, ...values }) {
    const id = actor.kind === 'student' ? values.id : await getStudentId(terminal, values.id);
    const report = await readStudent(mess, actor, id);
    const drawing = toPaper(mess, files, { language, chart, font });
    const { currencyDecimals } = mess.settings;
    const document = studentReportDocument(report, currencyDecimals, drawing.style.language);
    await answer.print(reportView(document, studentReport, studentReportSheet, drawing));
  },
});
