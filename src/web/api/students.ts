import { Type } from 'typebox';
import { documentMaker } from '../../documents/fields.ts';
import { Student } from '../../documents/schemas/students.ts';
import { listOf } from '../../documents/schemas/values.ts';
import { STUDENT } from '../../documents/students.ts';
import { parseId } from '../../domain/values/id.ts';
import { listStudents, showStudent } from '../../operations/students/students.ts';
import { maySeePhones } from '../access/phones.ts';
import { parseField } from '../values.ts';
import { defineEndpoint, type Endpoint } from './endpoint.ts';

const toDocument = documentMaker(STUDENT);

export const STUDENT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listStudents',
    method: 'GET',
    path: '/students',
    summary: 'The roll, ordered by id',
    permission: 'see the roll',
    query: Type.Object(
      {
        who: Type.Optional(Type.Enum(['present', 'left', 'all'])),
        branch: Type.Optional(Type.String({ maxLength: 100 })),
        search: Type.Optional(Type.String({ maxLength: 100 })),
      },
      { additionalProperties: false },
    ),
    answer: listOf(Student),
    async run({ mess, actor }, { query }) {
      const filter = { ...query, hidesPhones: !maySeePhones(actor) };
      return (await listStudents(mess, actor, filter)).map(toDocument);
    },
  }),
  defineEndpoint({
    name: 'showStudent',
    method: 'GET',
    path: '/students/:id',
    summary: 'One student of the roll',
    permission: 'see the roll',
    answer: Student,
    async run({ mess, actor }, { params }) {
      return toDocument(await showStudent(mess, actor, parseField('id', parseId, params.id)));
    },
  }),
];
