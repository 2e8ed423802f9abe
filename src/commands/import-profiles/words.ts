import type { ProfileOptions } from '../../domain/imports/profile.ts';
import { sayCount } from '../../domain/values/text.ts';
import { delimiterName } from '../../input/csv/delimiter.ts';

/** More ids are counted, and not named. */
const MAX_NAMED = 5;

/** What a profile keeps, for people: the options of an import by their names, but for many ids. */
export function sayProfileOptions(options: ProfileOptions): string {
  const { layout, columns, named, dateFormat, timeZone, encoding, delimiter } = options;
  const { ignoreUnknown, notStudents, marks, from } = options;
  const ids =
    notStudents && notStudents.length > MAX_NAMED
      ? sayCount(notStudents.length, 'id')
      : notStudents?.join(',');
  const kept: readonly (readonly [option: string, value: string | undefined])[] = [
    ['layout', layout],
    ['columns', columns?.join(',')],
    ['column', named?.map(({ theirs, ours }) => `${theirs}=${ours}`).join(', ')],
    ['date-format', dateFormat],
    ['timezone', timeZone],
    ['mark', marks?.map(({ mark, meaning }) => `${mark}=${meaning}`).join(', ')],
    ['not-students', ids],
    ['from', from],
    ['encoding', encoding],
    ['delimiter', delimiter && delimiterName(delimiter)],
  ];
  return [
    ...kept.flatMap(([option, value]) => (value === undefined ? [] : [`${option} ${value}`])),
    ...(ignoreUnknown ? ['ignore-unknown'] : []),
  ].join('; ');
}
