import { migrateMess } from '../../operations/upkeep/database.ts';
import { migratedView } from '../../output/upkeep/database.ts';
import { defineVerb } from '../verb.ts';

export const dbMigrate = defineVerb({
  name: 'migrate',
  summary: 'Bring the tables up to date with this program',
  details: [
    'Needs no sign-in, but on a server it needs a user who may create and alter tables.',
    'A file is brought up to date whenever a command opens it, after a copy was made beside it; a server only by this command. Make a backup of a server first. If it is interrupted, run it again.',
  ].join('\n'),
  examples: ['mess db migrate', 'mess db migrate --db mysql://mess_owner@db.example.org/mess'],
  permission: 'none',
  async run({ answer, database }) {
    await answer.print(migratedView(await database.connect(migrateMess)));
  },
});
