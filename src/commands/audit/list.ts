import { parseCount, parseSubject } from '../../domain/mess/audit.ts';
import { startOfDay } from '../../domain/values/date.ts';
import { parseId } from '../../domain/values/id.ts';
import { listAudit } from '../../operations/mess/audit.ts';
import { auditView } from '../../output/mess/audit.ts';
import { dateOption, toDate } from '../options/dates.ts';
import { monthOption, toMonth, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const auditList = defineVerb({
  name: 'list',
  summary: 'Read the record of changes, oldest first',
  details: [
    'Each change that was ever made is one entry: who made it and when, by which command, on what, and what was there before and after. What is long is shortened; --json has all of it. Of phone numbers the last four digits are kept: students sign in with them.',
    '"database" is whoever holds the database: it makes the mess, and lets an owner in again who is locked out; in older entries it also signs admins in, on whose id. When students signed in, mess session history says. Where an id was corrected, what was before is found by the old one.',
  ].join('\n\n'),
  examples: [
    'mess audit list --month 2025-05',
    'mess audit list --by warden --since 2025-06-01',
    'mess audit list --on S001',
    'mess audit list --on "bill 2025-05" --json',
  ],
  permission: 'see the record of changes',
  takes: {
    by: valueOption(
      '--by <ID>',
      'who made it: an admin, a student or a service token; or the word database, or token',
      parseId,
    ),
    on: valueOption(
      '--on <SUBJECT>',
      'on what: the id of a student or an admin, a file, or "bill 2025-05"',
      parseSubject,
    ),
    month: monthOption('about which month, like 2025-05'),
    since: dateOption('--since <DATE>', "from the beginning of that day, in the mess's time zone"),
    last: valueOption('--last <N>', 'the newest N of them', parseCount),
  },
  async run({ mess, actor, answer }, { by, on, month, last, ...values }) {
    const since = toDate(mess, '--since', values.since);
    const { timeZone } = mess.settings;
    const entries = await listAudit(mess, actor, {
      by,
      on,
      last,
      month: toMonth(mess, month),
      since: since === undefined ? undefined : (await startOfDay(timeZone, since)).toISOString(),
    });
    await answer.print(auditView(entries, mess.settings));
  },
});
