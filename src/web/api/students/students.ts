import { Type } from 'typebox';
import { ACTIVATION_CODE } from '../../../documents/access.ts';
import { documentMaker } from '../../../documents/fields.ts';
import { ActivationCode } from '../../../documents/schemas/access.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { ChangedStudent, Student } from '../../../documents/schemas/students.ts';
import { changedStudentDocument, STUDENT } from '../../../documents/students.ts';
import { parseEmail } from '../../../domain/students/email.ts';
import { parseBranch, parseName, type StudentDetails } from '../../../domain/students/student.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parsePhone } from '../../../domain/values/phone.ts';
import { UsageError } from '../../../errors.ts';
import { makeStudentCode, makeStudentCodes } from '../../../operations/access/student-codes.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { anonymiseSettled, sayOpenAccount } from '../../../operations/payments/dues/leaving.ts';
import { eraseStudent } from '../../../operations/students/erase-student.ts';
import {
  addStudent,
  editStudent,
  listStudents,
  removeStudent,
  restoreStudent,
  showStudent,
} from '../../../operations/students/students.ts';
import { maySeePhones } from '../../access/phones.ts';
import { checkFieldLater, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readDay, Text, told, Unlikely } from '../input.ts';

const toDocument = documentMaker(STUDENT);
const toCode = documentMaker(ACTIVATION_CODE);

const Joined = Type.Optional(
  Type.Union([Text, Type.Null()], {
    description: 'the first day on the roll; null where it is not known',
  }),
);

const MESSAGE_KEYS = {
  email: Type.Optional(
    Type.Union([Text, Type.Null()], {
      description: 'where messages go; null where it is not known',
    }),
  ),
  takesMessages: Type.Optional(Type.Boolean({ description: 'false for who wants no messages' })),
};

/** @throws UsageError a value that is none */
function readDetails(
  mess: Mess,
  given: {
    readonly name?: string;
    readonly branch?: string;
    readonly phone?: string;
    readonly email?: string | null;
    readonly takesMessages?: boolean;
    readonly joined?: string | null;
  },
): Partial<Omit<StudentDetails, 'id' | 'left'>> {
  const { joined, email, takesMessages } = given;
  const name = parseOptional('name', parseName, given.name);
  const branch = parseOptional('branch', parseBranch, given.branch);
  const phone = parseOptional('phone', parsePhone, given.phone);
  return {
    ...(name !== undefined && { name }),
    ...(branch !== undefined && { branch }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && {
      email: email === null ? null : parseField('email', parseEmail, email),
    }),
    ...(takesMessages !== undefined && { takesMessages }),
    ...(joined !== undefined && {
      joined: joined === null ? null : readDay(mess, 'joined', joined),
    }),
  };
}

export const STUDENT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listStudents',
    method: 'GET',
    path: '/students',
    summary: 'The roll, ordered by id',
    permission: 'see the roll',
    query: keys({
      who: Type.Optional(Type.Enum(['present', 'left', 'all'])),
      branch: Type.Optional(Text),
      search: Type.Optional(Text),
    }),
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
  defineEndpoint({
    name: 'addStudent',
    method: 'POST',
    path: '/students',
    summary: 'Put a student on the roll',
    permission: 'change the roll',
    body: keys({
      id: Text,
      name: Text,
      branch: Text,
      phone: Text,
      ...MESSAGE_KEYS,
      joined: Joined,
      unlikely: Unlikely,
    }),
    answer: ChangedStudent,
    status: 201,
    async run({ mess, actor }, { body }) {
      const { id, unlikely = false, joined = null, ...given } = body;
      const details = readDetails(mess, { ...given, joined });
      const student = { id: parseField('id', parseId, id), ...details };
      const added = await checkFieldLater('joined', () =>
        addStudent(mess, actor, student as Omit<StudentDetails, 'left'>, unlikely),
      );
      return changedStudentDocument(told(added));
    },
  }),
  defineEndpoint({
    name: 'editStudent',
    method: 'PATCH',
    path: '/students/:id',
    summary: 'Correct what the roll says of a student',
    permission: 'change the roll',
    body: keys({
      id: Type.Optional(Text),
      name: Type.Optional(Text),
      branch: Type.Optional(Text),
      phone: Type.Optional(Text),
      ...MESSAGE_KEYS,
      joined: Joined,
      unlikely: Unlikely,
    }),
    answer: ChangedStudent,
    async run({ mess, actor }, { params, body }) {
      const { id: newId, unlikely = false, ...given } = body;
      const id = parseOptional('id', parseId, newId);
      const changes = { ...(id !== undefined && { id }), ...readDetails(mess, given) };
      if (Object.keys(changes).length === 0) {
        throw new UsageError('missing_value', 'Nothing to change was given.');
      }
      const whose = parseField('id', parseId, params.id);
      const edited = await checkFieldLater('joined', () =>
        editStudent(mess, actor, whose, changes, unlikely),
      );
      return changedStudentDocument(told(edited));
    },
  }),
  defineEndpoint({
    name: 'eraseStudent',
    method: 'DELETE',
    path: '/students/:id',
    summary: 'Take somebody off the roll who was entered by mistake',
    details: 'Refused once attendance, a bill or a payment names them.',
    permission: 'change the roll',
    answer: ChangedStudent,
    async run({ mess, actor }, { params }) {
      const student = await eraseStudent(mess, actor, parseField('id', parseId, params.id));
      return changedStudentDocument({ student, warnings: [] });
    },
  }),
  defineEndpoint({
    name: 'removeStudent',
    method: 'POST',
    path: '/students/:id/leave',
    summary: 'Mark a student as left; the history stays',
    permission: 'change the roll',
    body: keys({ on: Type.Optional(Text) }),
    answer: ChangedStudent,
    async run({ mess, actor }, { params, body }) {
      const id = parseField('id', parseId, params.id);
      const on = body.on === undefined ? undefined : readDay(mess, 'on', body.on);
      const removed = told(await checkFieldLater('on', () => removeStudent(mess, actor, id, on)));
      const open = await sayOpenAccount(mess, actor, id);
      const warnings = [...removed.warnings, ...(open === undefined ? [] : [open])];
      return changedStudentDocument({ ...removed, warnings });
    },
  }),
  defineEndpoint({
    name: 'restoreStudent',
    method: 'POST',
    path: '/students/:id/return',
    summary: 'Put a student who left back on the roll',
    permission: 'change the roll',
    answer: ChangedStudent,
    async run({ mess, actor }, { params }) {
      const id = parseField('id', parseId, params.id);
      return changedStudentDocument(told(await restoreStudent(mess, actor, id)));
    },
  }),
  defineEndpoint({
    name: 'anonymiseStudent',
    method: 'POST',
    path: '/students/:id/anonymise',
    summary:
      'Take the name, the phone number and the address of a student who left out of the mess, for good',
    permission: 'anonymise students',
    answer: ChangedStudent,
    async run({ mess, actor }, { params }) {
      const id = parseField('id', parseId, params.id);
      const { student } = await anonymiseSettled(mess, actor, id);
      return changedStudentDocument({ student, warnings: [] });
    },
  }),
  defineEndpoint({
    name: 'makeStudentCode',
    method: 'POST',
    path: '/students/:id/code',
    summary: 'Make the code with which a student signs in first, or again after forgetting',
    details: 'The secret of before and the sessions of the student end.',
    permission: 'make activation codes',
    answer: ActivationCode,
    status: 201,
    isSecret: true,
    async run({ mess, actor }, { params }) {
      return toCode(await makeStudentCode(mess, actor, parseField('id', parseId, params.id)));
    },
  }),
  defineEndpoint({
    name: 'makeStudentCodes',
    method: 'POST',
    path: '/student-codes',
    summary: 'Make codes for all who have set no secret yet, or for those of a branch',
    permission: 'make activation codes',
    body: keys({ branch: Type.Optional(Text) }),
    answer: listOf(ActivationCode),
    status: 201,
    isSecret: true,
    async run({ mess, actor }, { body }) {
      return (await makeStudentCodes(mess, actor, body.branch)).map(toCode);
    },
  }),
];
