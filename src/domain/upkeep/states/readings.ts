import { markKey } from '../../attendance/mark.ts';
import { describeProfile, profileKey } from '../../imports/profile.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { type Entry, type Fields, isFields, textOf } from './told/entry.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

/** How files are read: what marks mean in this mess, and what is kept under names of profiles. */
export function createReadingsState(report: ReportIn): State {
  const marks = createToldRows('mark_meanings', report);
  const profiles = createToldRows('import_profiles', report);
  return {
    addEntry({ command, sequence, subject, after }: Entry) {
      if (command === 'attendance marks set') {
        const meaning = textOf(after, 'meaning');
        marks.tell(markKey(subject), { mark: subject, meaning, changed_by: sequence });
      }
      if (command === 'attendance marks remove') marks.forget(markKey(subject));
      if (command === 'import-profiles add' || command === 'import-profiles edit') {
        const kind = textOf(after, 'kind');
        const options = isFields(after) ? optionsOf(after) : undefined;
        const row = { name: subject, kind, options, changed_by: sequence };
        profiles.tell(profileKey(subject), row);
      }
      if (command === 'import-profiles remove') profiles.forget(profileKey(subject));
    },
    rows: {
      mark_meanings: (row) => marks.check(String(row.mark_key), row),
      import_profiles: (row) => {
        profiles.check(String(row.name_key), { ...row, options: describeStored(row) });
      },
    },
    ends: { mark_meanings: marks.end, import_profiles: profiles.end },
  };
}

/** The kind is told beside them. */
function optionsOf({ kind: _, ...options }: Fields): string {
  return JSON.stringify(options);
}

/** Its options as an entry has them. */
function describeStored({ kind, options }: VerifiedRow): string {
  try {
    return optionsOf({ ...describeProfile(String(kind), JSON.parse(String(options))) });
  } catch (error) {
    // What is no JSON, or is none of a profile, is a finding of its own.
    if (error instanceof SyntaxError || error instanceof TypeError) return '';
    throw error;
  }
}
