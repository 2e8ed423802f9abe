import { listAttendanceImports } from '../../operations/attendance/undo-import.ts';
import { importsView } from '../../output/attendance/imports.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAttendanceImports: Declare = (attendance, context) => {
  addVerb(attendance, {
    usage: 'imports',
    summary: 'List the files of attendance that were imported',
    details:
      'With what each did, who imported it and when. The number is what mess attendance undo takes.',
    examples: ['mess attendance imports', 'mess attendance imports --json'],
  }).action(async () => {
    const mess = await context.open();
    const imports = await listAttendanceImports(mess, await context.actor());
    await context.print(importsView(imports, mess.settings.timeZone));
  });
};
