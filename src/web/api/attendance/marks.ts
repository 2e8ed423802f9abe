import { MARK_MEANING } from '../../../documents/attendance.ts';
import { documentMaker } from '../../../documents/fields.ts';
import { MarkMeaning } from '../../../documents/schemas/attendance.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { parseMarkName, parseMeaning } from '../../../domain/attendance/mark.ts';
import {
  listMarkMeanings,
  removeMarkMeaning,
  setMarkMeaning,
} from '../../../operations/attendance/mark-meanings.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, Text } from '../input.ts';

const toDocument = documentMaker(MARK_MEANING);

export const MARK_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listMarkMeanings',
    method: 'GET',
    path: '/attendance-marks',
    summary: 'What the marks in files mean: those of the mess first',
    permission: 'see attendance',
    answer: listOf(MarkMeaning),
    async run({ mess, actor }) {
      return (await listMarkMeanings(mess, actor)).map(toDocument);
    },
  }),
  defineEndpoint({
    name: 'setMarkMeaning',
    method: 'PUT',
    path: '/attendance-marks/:mark',
    summary: 'Say what a mark means: present, half, absent or off',
    permission: 'change what marks mean',
    body: keys({ meaning: Text }),
    answer: MarkMeaning,
    async run({ mess, actor }, { params, body }) {
      const mark = parseField('mark', parseMarkName, params.mark);
      const meaning = parseField('meaning', parseMeaning, body.meaning);
      await setMarkMeaning(mess, actor, { mark, meaning });
      return toDocument({ mark, meaning, isOwn: true });
    },
  }),
  defineEndpoint({
    name: 'removeMarkMeaning',
    method: 'DELETE',
    path: '/attendance-marks/:mark',
    summary: 'Take back what the mess said of a mark',
    permission: 'change what marks mean',
    answer: MarkMeaning,
    async run({ mess, actor }, { params }) {
      const name = parseField('mark', parseMarkName, params.mark);
      const { mark, now } = await removeMarkMeaning(mess, actor, name);
      return toDocument({ mark, meaning: now ?? null, isOwn: false });
    },
  }),
];
