import { parseCount } from '../../domain/mess/audit.ts';
import { parseDate, startOfDay } from '../../domain/values/date.ts';
import { parseId } from '../../domain/values/id.ts';
import { type MonthReference, resolveMonth } from '../../domain/values/month.ts';
import { parseText } from '../../domain/values/text.ts';
import { listAudit } from '../../operations/mess/audit.ts';
import { today } from '../../operations/mess/mess.ts';
import { auditView } from '../../output/mess/audit.ts';
import { monthOption, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ListOptions {
  readonly by?: string;
  readonly on?: string;
  readonly month?: MonthReference;
  readonly since?: string;
  readonly last?: number;
}

const parseSubject = (text: string) => parseText(text, 'subject', 255);

export const declareAuditList: Declare = (audit, context) => {
  addVerb(audit, {
    usage: 'list',
    summary: 'Read the record of changes, oldest first',
    details: [
      'Each change that was ever made is one entry: who made it and when, by which command, on what, and what was there before and after. What is long is shortened; --json has all of it. Of phone numbers the last three digits are shown: students sign in with them.',
      '"database" is whoever holds the database: it makes the mess, and signs people in, on whose id. Where an id was corrected, what was before is found by the old one.',
    ].join('\n\n'),
    examples: [
      'mess audit list --month 2025-05',
      'mess audit list --by warden --since 2025-06-01',
      'mess audit list --on S001',
      'mess audit list --on "bill 2025-05" --json',
    ],
  })
    .addOption(
      valueOption(
        '--by <ID>',
        'who made it: an admin, a student or a service token; or the word database, or token',
        parseId,
      ),
    )
    .addOption(
      valueOption(
        '--on <SUBJECT>',
        'on what: the id of a student or an admin, a file, or "bill 2025-05"',
        parseSubject,
      ),
    )
    .addOption(monthOption('about which month, like 2025-05'))
    .addOption(
      valueOption(
        '--since <DATE>',
        "from the beginning of that day, in the mess's time zone",
        parseDate,
      ),
    )
    .addOption(valueOption('--last <N>', 'the newest N of them', parseCount))
    .action(async ({ by, on, month, since, last }: ListOptions) => {
      const mess = await context.open();
      const { timeZone } = mess.settings;
      const entries = await listAudit(mess, await context.actor(), {
        by,
        on,
        last,
        month: month === undefined ? undefined : resolveMonth(month, () => today(mess)),
        since: since === undefined ? undefined : (await startOfDay(timeZone, since)).toISOString(),
      });
      await context.print(auditView(entries, mess.settings));
    });
};
