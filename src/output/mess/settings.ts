import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export interface SettingsToShow {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly adminIdleMinutes: number;
  readonly adminSessionHours: number;
  readonly studentSessionMinutes: number;
}

/** @param sentence what is said instead of the list, where they were to be changed */
export function settingsView(settings: SettingsToShow, sentence?: string): View {
  const { name, currency, timeZone } = settings;
  const { adminIdleMinutes, adminSessionHours, studentSessionMinutes } = settings;
  return {
    json: () => ({
      name,
      currency,
      timeZone,
      adminIdleMinutes,
      adminSessionHours,
      studentSessionMinutes,
    }),
    csv: () => ({
      header: [
        'name',
        'currency',
        'time_zone',
        'admin_idle_minutes',
        'admin_session_hours',
        'student_session_minutes',
      ],
      rows: [
        [name, currency, timeZone, adminIdleMinutes, adminSessionHours, studentSessionMinutes],
      ],
    }),
    text: function* () {
      if (sentence !== undefined) {
        yield `${visible(sentence)}\n`;
        return;
      }
      const lines = Object.entries(LABELS) as [keyof SettingsToShow, string][];
      for (const [key, label] of lines) {
        yield `${label.padEnd(17)}${visible(sayValue(settings, key))}\n`;
      }
    },
  };
}

/** @param before what they were, of those that are another now */
export function changedSettingsView(
  settings: SettingsToShow,
  before: Partial<SettingsToShow>,
): View {
  const keys = Object.keys(before) as (keyof SettingsToShow)[];
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

const LABELS: Readonly<Record<keyof SettingsToShow, string>> = {
  name: 'Name',
  currency: 'Currency',
  timeZone: 'Time zone',
  adminIdleMinutes: 'Admin idle',
  adminSessionHours: 'Admin session',
  studentSessionMinutes: 'Student session',
};

function sayValue(settings: SettingsToShow, key: keyof SettingsToShow): string {
  const value = settings[key];
  if (typeof value === 'string') return value;
  const unit = key === 'adminSessionHours' ? 'hour' : 'minute';
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
