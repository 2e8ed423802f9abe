import { Type } from 'typebox';
import { recordedDaysDocument } from '../../../documents/attendance.ts';
import { RecordedDays } from '../../../documents/schemas/attendance.ts';
import { parseDays } from '../../../domain/values/days.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parseMonth } from '../../../domain/values/month.ts';
import { recordDaysOfMany } from '../../../operations/attendance/record-days.ts';
import { checkFieldLater, parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';

/** The days of many students at once. */
export const RECORDED_DAYS_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'recordDaysOfMany',
    method: 'PATCH',
    path: '/attendance/:month',
    summary: 'Record the days of many students in a month, all or none',
    details:
      'Who is not named stays as recorded. Days beyond the time on the roll, and daily marks that the days would take the place of, are refused unless it is said that they are meant.',
    permission: 'record attendance',
    body: Type.Object(
      {
        days: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()]), {
          maxProperties: 1000,
          description: 'days present, by the id of the student',
        }),
        replace: Type.Optional(Type.Boolean()),
        beyondMembership: Type.Optional(Type.Boolean()),
        unlikely: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    answer: RecordedDays,
    async run({ mess, actor }, { params, body }) {
      const month = parseField('month', parseMonth, params.month);
      const days = new Map(
        Object.entries(body.days).map(([id, given]) => [
          parseField('id', parseId, id),
          parseField(id, parseDays, given),
        ]),
      );
      const { replace = false, beyondMembership = false, unlikely = false } = body;
      const input = { month, days, replace, beyondMembership, unlikely };
      const recorded = await checkFieldLater('days', () => recordDaysOfMany(mess, actor, input));
      const warnings = recorded.warnings.map(({ message }) => message);
      return recordedDaysDocument({ ...recorded, warnings });
    },
  }),
];
