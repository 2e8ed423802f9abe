import { settingsDocument, settingsSheet } from '../../documents/mess.ts';
import type { SettingsDocument } from '../../documents/schemas/mess.ts';
import { visible } from '../../domain/values/text.ts';
import type { View } from '../page/view.ts';

/** @param sentence what is said instead of the list, where they were to be changed */
export function settingsView(settings: SettingsDocument, sentence?: string): View {
  const document = settingsDocument(settings);
  return {
    json: () => document,
    csv: () => settingsSheet(document),
    names: {
      headings: {
        'Admin idle': 'admin_idle_minutes',
        'Admin session': 'admin_session_hours',
        'Student session': 'student_session_minutes',
      },
    },
    text: function* () {
      if (sentence !== undefined) {
        yield `${visible(sentence)}\n`;
        return;
      }
      const lines = Object.entries(LABELS) as [keyof SettingsDocument, string][];
      for (const [key, label] of lines) {
        yield `${label.padEnd(17)}${visible(sayValue(settings, key))}\n`;
      }
    },
  };
}

/** @param before the old values of what changed */
export function changedSettingsView(
  settings: SettingsDocument,
  before: Partial<SettingsDocument>,
): View {
  const all = Object.keys(LABELS) as (keyof SettingsDocument)[];
  const keys = all.filter((key) => key in before);
  const changes = keys.map((key) => {
    const was = sayValue({ ...settings, ...before }, key);
    return `${LABELS[key].toLowerCase()} ${was} → ${sayValue(settings, key)}`;
  });
  const sentence =
    changes.length === 0
      ? 'Nothing changed: the settings are like that already.'
      : `Changed: ${changes.join(', ')}.`;
  return settingsView(settings, sentence);
}

const LABELS: Readonly<Record<keyof SettingsDocument, string>> = {
  name: 'Name',
  currency: 'Currency',
  timeZone: 'Time zone',
  dateFormat: 'Date format',
  dayStarts: 'Day starts',
  studentSignIn: 'Student sign-in',
  accountsFrom: 'Accounts from',
  dueDay: 'Due day',
  guestIncome: 'Guest income',
  discountsBy: 'Discounts by',
  lateFee: 'Late fee',
  upiAddress: 'UPI address',
  upiName: 'UPI name',
  studentLanguage: 'Students read',
  noticeNames: 'Notice names',
  countryCode: 'Country code',
  adminIdleMinutes: 'Admin idle',
  adminSessionHours: 'Admin session',
  studentSessionMinutes: 'Student session',
};

function sayValue(settings: SettingsDocument, key: keyof SettingsDocument): string {
  const value = settings[key];
  if (value === null) return 'not kept';
  if (typeof value === 'string') return value;
  if (key === 'dueDay') return String(value);
  const unit = key === 'adminSessionHours' ? 'hour' : 'minute';
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
