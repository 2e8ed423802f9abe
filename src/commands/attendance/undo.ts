import { Argument } from 'commander';
import { parseCount } from '../../domain/values/size.ts';
import { undoAttendanceImport } from '../../operations/attendance/undo-import.ts';
import { undoneView } from '../../output/attendance/imports.ts';
import { checkValue } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAttendanceUndo: Declare = (attendance, context) => {
  addVerb(attendance, {
    usage: 'undo',
    summary: 'Take an import of attendance back',
    details:
      'Figures that the import replaced are put back, and those it added are taken out. Refused when one of them was changed since, or while a bill stands on the month.',
    examples: ['mess attendance imports', 'mess attendance undo 3'],
  })
    .addArgument(
      new Argument('<N>', 'the number of the import').argParser((text: string) =>
        checkValue('N', text, parseCount),
      ),
    )
    .action(async (no: number) => {
      const mess = await context.open();
      const undone = await undoAttendanceImport(mess, await context.actor(), no);
      await context.print(undoneView(undone, mess.settings.timeZone));
    });
};
