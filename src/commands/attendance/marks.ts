import { MARK_MEANING } from '../../documents/attendance.ts';
import {
  MARK_MEANINGS,
  type OwnMark,
  parseMarkName,
  parseMeaning,
  parseOwnMark,
} from '../../domain/attendance/mark.ts';
import {
  listMarkMeanings,
  removeMarkMeaning,
  setMarkMeaning,
} from '../../operations/attendance/mark-meanings.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { listRecords } from '../list-records.ts';
import { choiceArgument, valueArgument } from '../options/arguments.ts';
import { listOption } from '../options/values.ts';
import { defineVerb, type Noun } from '../verb.ts';

/** What marks mean in one file; said again for each. */
export function markOption() {
  return listOption(
    '--mark <MARK=MEANING>',
    'what a mark means in this file, like H=off',
    parseOwnMark,
  );
}

/** The same as it was written, for a line to be typed again. */
export function markWords(marks: readonly OwnMark[] | undefined): string[] {
  return (marks ?? []).flatMap(({ mark, meaning }) => ['--mark', `${mark}=${meaning}`]);
}

const MEANINGS = `present (a day), half (half a day), absent (no day) or off (no day, and nobody is absent)`;

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List what marks mean, as bare mess attendance marks does',
  details: 'Those of the mess first, then those that mean the same everywhere.',
  examples: ['mess attendance marks list', 'mess attendance marks --json'],
  permission: 'see attendance',
  run: listRecords(MARK_MEANING, listMarkMeanings, {
    columns: {
      meaning: { cell: ({ meaning, isOwn }) => `${meaning}${isOwn ? ', set by the mess' : ''}` },
      own: { isLeftOut: true },
    },
  }),
});

const set = defineVerb({
  name: 'set',
  summary: 'Say what a mark means',
  details: `A mark means ${MEANINGS}. It is so in every file from now on, and what was imported stays as it is. Taken back by: mess attendance marks remove MARK`,
  examples: ['mess attendance marks set HL half', 'mess attendance marks set H holiday'],
  permission: 'change what marks mean',
  takes: {
    mark: valueArgument('<MARK>', 'the mark, as it stands in files', parseMarkName),
    meaning: choiceArgument('<MEANING>', 'the meaning', MARK_MEANINGS, parseMeaning),
  },
  async run({ mess, actor, answer }, { mark, meaning }) {
    const { before, changed } = await setMarkMeaning(mess, actor, { mark, meaning });
    const was = before === undefined || before === meaning ? '' : ` (it was ${before})`;
    const sentence = changed
      ? `${mark} means ${meaning}${was}.`
      : `Nothing changed: ${mark} means ${meaning} already.`;
    await answer.print(changedRecordView(MARK_MEANING, { mark, meaning, isOwn: true }, sentence));
  },
});

const remove = defineVerb({
  name: 'remove',
  summary: 'Take back what the mess said of a mark',
  details:
    'It then means what it does everywhere; a mark of the mess alone means nothing any more.',
  examples: ['mess attendance marks remove HL'],
  permission: 'change what marks mean',
  takes: {
    mark: valueArgument('<MARK>', 'the mark', parseMarkName, 'mess attendance marks'),
  },
  async run({ mess, actor, answer }, values) {
    const { mark, now, before } = await removeMarkMeaning(mess, actor, values.mark);
    const what = now === undefined ? 'is no mark any more' : `means ${now} again`;
    const record = { mark, meaning: now ?? null, isOwn: false };
    await answer.print(
      changedRecordView(MARK_MEANING, record, `${mark} ${what} (it was ${before}).`),
    );
  },
});

/** Bare `mess attendance marks` lists them. */
export const attendanceMarks: Noun = {
  name: 'marks',
  summary: 'List, set and remove what the marks in files mean',
  description: `What the marks in registers, daily files and roll calls mean: ${MEANINGS}. Some mean the same everywhere; others each mess sets for itself.`,
  verbs: [list, set, remove],
};
