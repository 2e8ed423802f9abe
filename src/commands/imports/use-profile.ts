import type { AttendanceLayout } from '../../domain/attendance/figures.ts';
import type { OwnMark } from '../../domain/attendance/mark.ts';
import type { ProfileKind, ProfileOptions } from '../../domain/imports/profile.ts';
import type { WrittenDate } from '../../domain/values/date-form.ts';
import { findSinceWord, type SinceWord } from '../../domain/values/month.ts';
import { ENCODINGS } from '../../input/csv/encoding.ts';
import type { ColumnName } from '../../input/csv/header/column-names.ts';
import { useImportProfile } from '../../operations/imports/profiles.ts';
import type { Entered } from '../verb.ts';
import type { ImportValues } from './options.ts';

/** Options of imports that a profile keeps, by the names of their values. */
interface KeptValues {
  readonly layout?: AttendanceLayout | undefined;
  readonly columns?: string | undefined;
  readonly column?: readonly ColumnName[] | undefined;
  readonly dateFormat?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly encoding?: (typeof ENCODINGS)[number] | undefined;
  readonly delimiter?: string | undefined;
  readonly mark?: readonly OwnMark[] | undefined;
  readonly from?: WrittenDate | SinceWord | undefined;
}

/** What an import is told, and besides it what the profile that it names keeps. */
export type Profiled<V> = V & {
  /** Ids that the profile passes over; none where the import is told others. */
  readonly keptNotStudents: readonly string[];
};

/**
 * An option that is given goes before what the profile keeps of it.
 *
 * @throws NotFoundError no such profile
 * @throws UsageError it is for files of another kind
 */
export async function withProfile<V extends ImportValues & KeptValues>(
  { mess, actor }: Entered,
  values: V & { readonly notStudents?: string | undefined },
  kind: ProfileKind,
): Promise<Profiled<V>> {
  const { profile: name, notStudents } = values;
  if (name === undefined) return { ...values, keptNotStudents: [] };
  const { options } = await useImportProfile(mess, actor, name, kind);
  return {
    ...keptValues(options),
    ...values,
    profile: name,
    ignoreUnknown: values.ignoreUnknown || options.ignoreUnknown === true,
    keptNotStudents: notStudents === undefined ? (options.notStudents ?? []) : [],
  };
}

function keptValues(options: ProfileOptions): KeptValues {
  const { layout, columns, named, dateFormat, timeZone, delimiter, marks, from } = options;
  return {
    layout,
    columns: columns?.join(','),
    column: named,
    dateFormat,
    timeZone,
    encoding: ENCODINGS.find((each) => each === options.encoding),
    delimiter,
    mark: marks,
    from: from === undefined ? undefined : (findSinceWord(from) ?? { text: from }),
  };
}
