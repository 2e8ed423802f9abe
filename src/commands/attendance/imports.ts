import { listAttendanceImports } from '../../operations/attendance/imports/undo.ts';
import { importsView } from '../../output/attendance/imports.ts';
import { defineVerb } from '../verb.ts';

export const attendanceImports = defineVerb({
  name: 'imports',
  summary: 'List the files of attendance that were imported',
  details:
    'With what each did, who imported it and when. The number is what mess attendance undo takes.',
  examples: ['mess attendance imports', 'mess attendance imports --json'],
  permission: 'see imports',
  async run({ mess, actor, answer }) {
    const imports = await listAttendanceImports(mess, actor);
    await answer.print(importsView(imports, mess.settings.timeZone));
  },
});
