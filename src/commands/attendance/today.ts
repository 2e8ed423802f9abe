import { Option } from 'commander';
import { idKey, parseId } from '../../domain/values/id.ts';
import { splitList } from '../../domain/values/text.ts';
import { InvalidInputError, UsageError } from '../../errors.ts';
import { ROLL_CALL_COLUMNS } from '../../input/attendance/roll-call.ts';
import { DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { openSource } from '../../input/csv/source.ts';
import { clearDay } from '../../operations/attendance/clear-day.ts';
import { type DayOfRoll, listDay } from '../../operations/attendance/daily-marks.ts';
import { readRollCall } from '../../operations/attendance/imports/roll-call-file.ts';
import { callRoll } from '../../operations/attendance/roll-call.ts';
import { dayOfMess, type Mess } from '../../operations/mess/mess.ts';
import { clearedDayView, markedDayView } from '../../output/attendance/marks.ts';
import { describeMistakes, rowErrorLine } from '../../output/imports/report.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted } from '../ask-if-doubtful.ts';
import { confirm } from '../confirm.ts';
import type { Context, Prompter } from '../context.ts';
import { sayMistake } from '../hints/say/mistake.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { csvOptions, READING_OPTIONS } from '../imports/options.ts';
import { dateOption, toDate } from '../options/dates.ts';
import type { Typed, ValuesOf } from '../options/inputs.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { checkRule, checkValue, flagOption, textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { beyondMembershipOption } from './beyond-membership.ts';
import { markOption } from './marks.ts';

const takes = {
  date: dateOption('--date <DATE>', 'the day (today)'),
  absent: idsOption('--absent <IDS...>', 'who was absent, like S001,S004'),
  half: idsOption('--half <IDS...>', 'who was there half of the day'),
  present: idsOption('--present <IDS...>', 'who came though marked as away'),
  allPresent: flagOption('--all-present', 'nobody was absent but who is away'),
  file: textOption(
    '--file <FILE>',
    'CSV with student_id and mark of everybody; - reads standard input',
  ),
  mark: markOption(),
  only: flagOption('--only', 'change only who is named; the others stay as they are marked'),
  clear: flagOption('--clear', 'take the roll call of the day back'),
  replace: flagOption('--replace', 'let marks take the place of figures of the month'),
  beyondMembership: beyondMembershipOption,
  unlikely: unlikelyOption,
  ...READING_OPTIONS,
};

type Values = ValuesOf<typeof takes>;

const HUNDREDTHS = { absent: 0, half: 50, present: 100 } as const;

export const attendanceToday = defineVerb({
  name: 'today',
  summary: 'Call the roll of a day: who was present, absent, or there half of it',
  details: `Everybody who is not named was present, and whoever was marked as away stays away. Marking a day again replaces what was marked. With --only, only those who are named change; with --clear, the whole day is taken back. The days of a student in a month are the sum of the marks, so mark every day of the month. At a terminal it asks; elsewhere give --absent, --half, --all-present or --file.

A mark in a file is P or 1, A or 0, H or 0.5, or one of mess attendance marks.`,
  examples: [
    'mess attendance today',
    'mess attendance today --absent S002,S003 --half S004',
    'mess attendance today --date 2025-05-31 --file register.csv',
    'mess attendance today --date 2025-05-30 --only --present S002',
  ],
  permission: 'record attendance',
  takes,
  check: refuseMixed,
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const date = toDate(mess, '--date', values.date) ?? dayOfMess(mess);
    if (values.clear) {
      // Elsewhere whoever writes --clear means it.
      if (terminal.prompter !== undefined) {
        await confirm(terminal, `Take the roll call of ${date} back, with all its marks?`);
      }
      const cleared = sayWarnings(await clearDay(mess, actor, date));
      answer.warn(cleared.warnings);
      return answer.print(clearedDayView(date, cleared));
    }
    const roll = await listDay(mess, actor, date);
    const { named, isAsked } = await findMarks(context, date, roll, values);
    const call = {
      date,
      named,
      others: values.only ? ('as they are' as const) : ('present' as const),
      replace: values.replace === true,
      beyondMembership: isInsisted(context, values.beyondMembership),
      unlikely: isInsisted(context, values.unlikely),
      basis: isAsked ? roll : undefined,
    };
    const marked = await checkRule('--date', () =>
      enterUnlessSlip(context, {
        question: 'Mark the day like that?',
        insisted: [
          ...(values.beyondMembership ? (['beyond_membership'] as const) : []),
          ...(values.unlikely ? DATE_DOUBTS : []),
        ],
        work: (on) => callRoll(on, actor, call),
        takeBack: () => `mess attendance today --date ${date} --only corrects single marks`,
      }),
    );
    await answer.print(markedDayView(date, marked));
  },
});

/** What is said of the day, and whether the person was asked, rather than gave it. */
async function findMarks(
  context: Context & { readonly mess: Mess },
  date: string,
  roll: readonly DayOfRoll[],
  values: Values,
): Promise<{ readonly named: ReadonlyMap<string, number>; readonly isAsked: boolean }> {
  if (values.file !== undefined) {
    return { named: await readFile(context, values.file, values, roll), isAsked: false };
  }
  const given = namedByOptions(values);
  if (given !== undefined) return { named: given, isAsked: false };
  const { prompter } = context.terminal;
  if (prompter === undefined) {
    throw new UsageError('missing_value', 'Who was absent is missing.', {
      hint: 'give --absent IDS, --half IDS, --all-present or --file FILE',
    });
  }
  return { named: await ask(prompter, date, roll), isAsked: true };
}

/** @throws UsageError options that exclude each other */
function refuseMixed(values: Values): void {
  const { clear, only, allPresent, file, absent, half, present } = values;
  const isNamed = [absent, half, present].some((ids) => ids !== undefined);
  const refuse = (sentence: string, hint: string) =>
    new UsageError('conflicting_options', sentence, { hint });
  if (clear && (isNamed || only || allPresent || file !== undefined)) {
    throw refuse('--clear takes the whole day back.', 'give --clear and --date alone');
  }
  if (file !== undefined && (isNamed || only || allPresent)) {
    throw refuse('--file has everybody, so nobody else is to be named.', 'give --file alone');
  }
  const { mark } = takes;
  const ofFile = Object.entries({ mark, ...READING_OPTIONS }).find(
    ([name]) => values[name as keyof Values],
  );
  if (file === undefined && ofFile !== undefined) {
    throw refuse(
      `${ofFile[1].long} says how a file is read, and there is none.`,
      'give --file FILE',
    );
  }
  if (allPresent && absent !== undefined) {
    throw refuse('--all-present and --absent exclude each other.', 'give one of them');
  }
  if (only && !isNamed) {
    throw refuse('--only needs somebody to be named.', 'give --absent, --half or --present IDS');
  }
}

/** Commas, spaces, or both may stand between them. */
function idsOption(flags: string, description: string): Option & Typed<string[] | undefined> {
  const option = new Option(flags, description);
  return option.argParser((text: string, ids: readonly string[] = []) => [
    ...ids,
    ...splitList(text).map((id) => checkValue(option.long ?? flags, id, parseId)),
  ]);
}

/** @throws UsageError somebody is named twice */
function namedByOptions(values: Values): ReadonlyMap<string, number> | undefined {
  const kinds = ['absent', 'half', 'present'] as const;
  const isGiven = values.allPresent || kinds.some((kind) => values[kind] !== undefined);
  if (!isGiven) return undefined;
  const named = new Map<string, number>();
  const known = new Set<string>();
  for (const kind of kinds) {
    for (const id of values[kind] ?? []) {
      if (known.has(idKey(id))) {
        throw new UsageError('conflicting_options', `${id} is named twice.`, {
          hint: 'name everybody once',
        });
      }
      known.add(idKey(id));
      named.set(id, HUNDREDTHS[kind]);
    }
  }
  return named;
}

async function ask(
  prompter: Prompter,
  date: string,
  roll: readonly DayOfRoll[],
): Promise<ReadonlyMap<string, number>> {
  // A list of nobody is no question: all of them may be absent, and the roll may be empty.
  const choose = async (message: string, from: readonly DayOfRoll[], days: number) => {
    if (from.length === 0) return [];
    return prompter.several({
      message,
      choices: from.map(({ id, name, mark }) => ({
        value: id,
        name: `${id}  ${name}${mark?.isAway ? ' (away)' : ''}`,
        isChosen: mark?.daysHundredths === days,
      })),
    });
  };
  const absent = new Set(await choose(`Who was absent on ${date}?`, roll, 0));
  const there = roll.filter(({ id }) => !absent.has(id));
  const half = new Set(await choose('Who was there half of the day?', there, 50));
  const entries = roll.flatMap(({ id, mark }): [string, number][] => {
    // Who is away stays so, unless the person says otherwise.
    if (absent.has(id)) return mark?.isAway ? [] : [[id, HUNDREDTHS.absent]];
    return [[id, half.has(id) ? HUNDREDTHS.half : HUNDREDTHS.present]];
  });
  return new Map(entries);
}

/** @throws InvalidInputError it has mistakes */
async function readFile(
  { mess, answer, files, terminal }: Context & { readonly mess: Mess },
  name: string,
  values: Values,
  roll: readonly DayOfRoll[],
): Promise<ReadonlyMap<string, number>> {
  const ids = roll.map(({ id }) => id);
  const { named, errors } = await terminal.runLong(({ signal }) => {
    const maxBytes = values.maxFileSize ?? DEFAULT_BOUNDS.maxFileBytes;
    const source = openSource(name, files.stdin, { maxBytes, signal });
    const file = { ...csvOptions(values, ROLL_CALL_COLUMNS), marks: values.mark };
    return readRollCall(mess, source, file, ids);
  });
  if (errors.length === 0) return named;
  for (const error of errors) answer.report(rowErrorLine(name, sayMistake(error)));
  throw new InvalidInputError(
    'mistakes_in_file',
    `${name} has ${describeMistakes(errors)}. Nothing was written.`,
    { hint: 'correct the file and give it again' },
  );
}
