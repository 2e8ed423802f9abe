import { ValueError } from '../../errors.ts';
import { findNearest } from '../values/text.ts';

/** What a file that is imported is of. */
export type ProfileKind = 'attendance' | 'students' | 'purchases';

export const PROFILE_KINDS: readonly ProfileKind[] = ['attendance', 'students', 'purchases'];

/** How files of one sort are read. What is not said is found out of each file, as without a profile. */
export interface ProfileOptions {
  readonly layout?: 'monthly' | 'register' | 'daily' | 'punches' | undefined;
  /** Of a file that names none: our names of its columns in order, `_` for what is passed over. */
  readonly columns?: readonly string[] | undefined;
  /** What its columns are in our names, or `_`. */
  readonly named?: readonly { readonly theirs: string; readonly ours: string }[] | undefined;
  readonly dateFormat?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly encoding?: string | undefined;
  /** The character. */
  readonly delimiter?: string | undefined;
  readonly ignoreUnknown?: true | undefined;
  /** Ids of people whose rows are passed over. */
  readonly notStudents?: readonly string[] | undefined;
  /** What marks mean in such a file, whatever they mean in the mess. */
  readonly marks?:
    | readonly { readonly mark: string; readonly meaning: 'present' | 'half' | 'absent' | 'off' }[]
    | undefined;
  /** Days before are passed over: a date `YYYY-MM-DD`, or a word of `values/month`. */
  readonly from?: string | undefined;
}

/** How files of one sort are read, under a name. */
export interface ImportProfile {
  /** As it was written first. */
  readonly name: string;
  readonly kind: ProfileKind;
  readonly options: ProfileOptions;
}

const MAX_NAME = 40;

/** @throws ValueError `missing` or `bad_profile_name` */
export function parseProfileName(text: string): string {
  const name = text.trim().normalize('NFC').replace(/ +/g, ' ');
  if (name === '') throw new ValueError('missing', 'the name of the profile is missing');
  const isShort = name.length <= 2 * MAX_NAME && [...name].length <= MAX_NAME;
  if (isShort && /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]*$/u.test(name)) return name;
  throw new ValueError(
    'bad_profile_name',
    `not a name of a profile; use 1 to ${MAX_NAME} letters, digits, spaces and . _ - and begin with a letter or digit`,
  );
}

/** The form of a name that is unique: profiles are found without regard to case. */
export function profileKey(name: string): string {
  return name.trim().normalize('NFC').replace(/ +/g, ' ').toLowerCase();
}

/** The name that a mistyped one most likely means; undefined when none is near. */
export function findNearestProfile(names: readonly string[], name: string): string | undefined {
  const byKey = new Map(names.map((each) => [profileKey(each), each]));
  return byKey.get(findNearest(profileKey(name), byKey.keys()) ?? '');
}

/** For the record of changes, of which people read words alone. */
export function describeProfile(kind: string, options: ProfileOptions): object {
  const { named, marks, ...others } = options;
  return {
    kind,
    ...others,
    ...(named && { column: named.map(({ theirs, ours }) => `${theirs}=${ours}`) }),
    ...(marks && { marks: marks.map(({ mark, meaning }) => `${mark}=${meaning}`) }),
  };
}

/** So many bytes the options of a profile may take; a column of text has room for 65,535. */
const MAX_BYTES = 60_000;

/**
 * As they are stored.
 *
 * @throws ValueError `too_long`
 */
export function writeProfileOptions(options: ProfileOptions): string {
  const json = JSON.stringify(options);
  if (new TextEncoder().encode(json).length <= MAX_BYTES) return json;
  throw new ValueError('too_long', `more than a profile can keep (${MAX_BYTES} bytes)`);
}
