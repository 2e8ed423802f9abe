import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { type Entry, fieldOf, isFields, textOf } from './told/entry.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

/** What a mess was made with, and what was set since. */
export function createSettingsState(report: ReportIn): State {
  const settings = createToldRows('settings', report);
  const stored: VerifiedRow[] = [];
  return {
    addEntry({ command, after }: Entry) {
      if (command === 'init') {
        for (const name of ['name', 'currency', 'timeZone']) {
          const value = textOf(after, name) ?? undefined;
          settings.tell(keyOf(name), { key: keyOf(name), value });
        }
      }
      if (command === 'books reopen') settings.forget(CLOSED_THROUGH);
      if (command === 'books close') {
        const value = textOf(after, 'closedThrough') ?? undefined;
        settings.tell(CLOSED_THROUGH, { key: CLOSED_THROUGH, value });
      }
      if (command !== 'settings' || !isFields(after)) return;
      for (const name of Object.keys(after)) {
        settings.tell(keyOf(name), { key: keyOf(name), value: String(fieldOf(after, name)) });
      }
    },
    // They are read before the entries.
    rows: { settings: (row) => stored.push(row) },
    ends: {
      audit_entries() {
        for (const row of stored) settings.check(String(row.key), row);
        settings.end();
      },
    },
  };
}

const CLOSED_THROUGH = 'books_closed_through';

/** `timeZone` is stored as `time_zone`. */
function keyOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
