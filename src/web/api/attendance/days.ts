import { Type } from 'typebox';
import { DAY_MARK, markedDaysDocument } from '../../../documents/attendance.ts';
import { documentMaker } from '../../../documents/fields.ts';
import { DayMark, MarkedDays } from '../../../documents/schemas/attendance.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { idKey, parseId } from '../../../domain/values/id.ts';
import { UsageError } from '../../../errors.ts';
import { markAway } from '../../../operations/attendance/absence.ts';
import { clearDay } from '../../../operations/attendance/clear-day.ts';
import { listDailyMarks } from '../../../operations/attendance/daily-marks.ts';
import { callRoll } from '../../../operations/attendance/roll-call.ts';
import { checkFieldLater, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readDay, readMonth, Text, told, Unlikely } from '../input.ts';
import { BeyondMembership } from './attendance.ts';

const Ids = Type.Optional(Type.Array(Text, { maxItems: 10_000 }));

const HUNDREDTHS = { absent: 0, half: 50, present: 100 } as const;

type Named = { readonly [Kind in keyof typeof HUNDREDTHS]?: readonly string[] };

/** @throws UsageError an id is none, or somebody is named twice */
function readNamed(given: Named): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  const known = new Set<string>();
  for (const kind of ['absent', 'half', 'present'] as const) {
    for (const text of given[kind] ?? []) {
      const id = parseField(kind, parseId, text);
      if (known.has(idKey(id))) {
        throw new UsageError('conflicting_options', `${id} is named twice.`, {
          details: { field: kind },
        });
      }
      known.add(idKey(id));
      named.set(id, HUNDREDTHS[kind]);
    }
  }
  return named;
}

export const DAY_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listDailyMarks',
    method: 'GET',
    path: '/attendance/:month/days',
    summary: 'What was marked day by day in a month',
    permission: 'see attendance',
    query: keys({ id: Type.Optional(Text) }),
    answer: listOf(DayMark),
    async run({ mess, actor }, { params, query }) {
      const month = readMonth(mess, 'month', params.month);
      const id = parseOptional('id', parseId, query.id);
      return (await listDailyMarks(mess, actor, { month, id })).map(documentMaker(DAY_MARK));
    },
  }),
  defineEndpoint({
    name: 'callRoll',
    method: 'PUT',
    path: '/attendance/days/:date',
    summary: 'Call the roll of a day: who was present, absent, or there half of it',
    details:
      'Everybody who is not named was present, and whoever was marked as away stays away. With only, those who are not named stay as they are marked.',
    permission: 'record attendance',
    body: keys({
      absent: Ids,
      half: Ids,
      present: Ids,
      only: Type.Optional(Type.Boolean({ description: 'change only who is named' })),
      replace: Type.Optional(
        Type.Boolean({ description: 'marks take the place of figures of the month' }),
      ),
      beyondMembership: BeyondMembership,
      unlikely: Unlikely,
    }),
    answer: MarkedDays,
    async run({ mess, actor }, { params, body }) {
      const { only, replace = false, beyondMembership = false, unlikely = false } = body;
      const marked = await checkFieldLater('date', () =>
        callRoll(mess, actor, {
          date: readDay(mess, 'date', params.date),
          named: readNamed(body),
          others: only ? 'as they are' : 'present',
          replace,
          beyondMembership,
          unlikely,
        }),
      );
      return markedDaysDocument(told(marked));
    },
  }),
  defineEndpoint({
    name: 'clearDay',
    method: 'DELETE',
    path: '/attendance/days/:date',
    summary: 'Take the roll call of a day back, with all its marks',
    permission: 'clear attendance',
    answer: MarkedDays,
    async run({ mess, actor }, { params }) {
      const date = readDay(mess, 'date', params.date);
      return markedDaysDocument(told(await clearDay(mess, actor, date)));
    },
  }),
  defineEndpoint({
    name: 'markAway',
    method: 'POST',
    path: '/attendance/away',
    summary: 'Mark a student as away from one day to another, or take that back',
    permission: 'record attendance',
    body: keys({
      id: Text,
      from: Text,
      to: Text,
      cancel: Type.Optional(Type.Boolean({ description: 'they are not away on these days' })),
      unlikely: Unlikely,
    }),
    answer: MarkedDays,
    async run({ mess, actor }, { body }) {
      const { cancel = false, unlikely = false } = body;
      const marked = await checkFieldLater('to', () =>
        markAway(mess, actor, {
          id: parseField('id', parseId, body.id),
          from: readDay(mess, 'from', body.from),
          to: readDay(mess, 'to', body.to),
          isCancelled: cancel,
          unlikely,
        }),
      );
      return markedDaysDocument(told(marked));
    },
  }),
];
