import type { RecordOf } from '../../documents/fields.ts';
import { IMPORT_PROFILE } from '../../documents/imports.ts';
import { type ImportProfile, parseProfileName } from '../../domain/imports/profile.ts';
import { delimiterName } from '../../input/csv/delimiter.ts';
import { changedRecordView } from '../../output/page/records.ts';
import type { View } from '../../output/page/view.ts';
import { valueArgument } from '../options/arguments.ts';

/** The name of a profile that there is. */
export function profileArgument() {
  return valueArgument(
    '<NAME>',
    'the name of the profile',
    parseProfileName,
    'mess import-profiles',
  );
}

/** What a document has of it. */
export function profileRecord({
  name,
  kind,
  options,
}: ImportProfile): RecordOf<typeof IMPORT_PROFILE> {
  const { columns, named, notStudents, marks, delimiter } = options;
  return {
    name,
    kind,
    layout: options.layout ?? null,
    columns: columns ?? null,
    named: named?.map(({ theirs, ours }) => `${theirs}=${ours}`) ?? null,
    dateFormat: options.dateFormat ?? null,
    timeZone: options.timeZone ?? null,
    marks: marks?.map(({ mark, meaning }) => `${mark}=${meaning}`) ?? null,
    notStudents: notStudents ?? null,
    from: options.from ?? null,
    encoding: options.encoding ?? null,
    delimiter: delimiter === undefined ? null : delimiterName(delimiter),
    ignoreUnknown: options.ignoreUnknown ?? false,
  };
}

/** Of one that was changed. */
export function changedProfileView(profile: ImportProfile, sentence: string): View {
  return changedRecordView(IMPORT_PROFILE, profileRecord(profile), sentence);
}
