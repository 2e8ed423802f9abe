import type { Option } from 'commander';
import {
  parseLimit,
  parseMessName,
  SESSION_LIMITS,
  type SessionLimits,
} from '../domain/mess/settings.ts';
import { parseTimeZone } from '../domain/values/date.ts';
import { changeSettings, showSettings } from '../operations/mess/settings.ts';
import { changedSettingsView, settingsView } from '../output/mess/settings.ts';
import { valueOption } from './options/values.ts';
import { addVerb, type DeclareListed } from './verb.ts';

interface SettingsOptions {
  readonly name?: string;
  readonly timezone?: string;
  readonly adminIdle?: number;
  readonly adminSession?: number;
  readonly studentSession?: number;
}

export const declareSettings: DeclareListed = (program, context, summary) => {
  addVerb(program, {
    usage: 'settings',
    summary,
    details: [
      'Without options it lists them. An owner changes them, several at once.',
      'The time zone says which months "this" and "previous" are, which day is today, and how times are shown. Nothing that is recorded becomes another by it.',
      'How long a session may be idle counts for those that are signed in, too; when it ends in any case was set when they signed in.',
      'The currency stays what it is: amounts are stored in its smallest unit.',
    ].join('\n\n'),
    examples: [
      'mess settings',
      'mess settings --name "Ganga Hostel Mess" --timezone Asia/Kolkata',
      'mess settings --admin-idle 60 --admin-session 10 --student-session 15',
    ],
  })
    .addOption(valueOption('--name <TEXT>', 'what the mess is called', parseMessName))
    .addOption(valueOption('--timezone <ZONE>', 'its time zone, like Asia/Kolkata', parseTimeZone))
    .addOption(
      limitOption(
        '--admin-idle <MINUTES>',
        'adminIdleMinutes',
        'after which an idle admin is signed out',
      ),
    )
    .addOption(
      limitOption(
        '--admin-session <HOURS>',
        'adminSessionHours',
        'after which any admin is signed out',
      ),
    )
    .addOption(
      limitOption(
        '--student-session <MINUTES>',
        'studentSessionMinutes',
        'after which a student is signed out',
      ),
    )
    .action(async (options: SettingsOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      if (Object.values(options).every((value) => value === undefined)) {
        await context.print(settingsView(showSettings(mess, actor)));
        return;
      }
      const { settings, before } = await changeSettings(mess, actor, {
        ...(options.name !== undefined && { name: options.name }),
        ...(options.timezone !== undefined && { timeZone: options.timezone }),
        ...(options.adminIdle !== undefined && { adminIdleMinutes: options.adminIdle }),
        ...(options.adminSession !== undefined && { adminSessionHours: options.adminSession }),
        ...(options.studentSession !== undefined && {
          studentSessionMinutes: options.studentSession,
        }),
      });
      await context.print(changedSettingsView(settings, before));
    });
};

function limitOption(flags: string, name: keyof SessionLimits, what: string): Option {
  const { unit, least, most } = SESSION_LIMITS[name];
  return valueOption(flags, `${unit} ${what}, ${least} to ${most}`, (text) =>
    parseLimit(name, text),
  );
}
