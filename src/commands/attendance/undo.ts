import { parseCount } from '../../domain/values/size.ts';
import { undoAttendanceImport } from '../../operations/attendance/imports/undo.ts';
import { undoneView } from '../../output/attendance/imports.ts';
import { valueArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const attendanceUndo = defineVerb({
  name: 'undo',
  summary: 'Take an import of attendance back',
  details:
    'Figures that the import replaced are put back, and those it added are taken out. Refused when one of them was changed since, or while a bill stands on the month.',
  examples: ['mess attendance imports', 'mess attendance undo 3'],
  permission: 'undo imports',
  takes: {
    no: valueArgument('<N>', 'the number of the import', parseCount, 'mess attendance imports'),
  },
  async run({ mess, actor, answer }, { no }) {
    const undone = await undoAttendanceImport(mess, actor, no);
    await answer.print(undoneView(undone, mess.settings.timeZone));
  },
});
