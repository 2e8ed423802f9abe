import fc from 'fast-check';
import { studentDocument } from '../documents.ts';
import { findStudent, type Student } from '../mess-model.ts';
import { type Command, refer, type SomeStudent, someStudent, step } from './step.ts';

/** Their order by code point is not the one of letters. */
const someId = fc.constantFrom('S2', 'S10', 'b7', 'A1', '007', 'Z-1');

const someDate = fc.constantFrom(
  '2025-03-01',
  '2025-03-31',
  '2025-04-01',
  '2025-04-15',
  '2025-04-30',
  '2025-05-01',
  '2025-05-31',
  '2025-06-01',
  '2024-12-31',
);

export function add({ id, joined }: Pick<Student, 'id' | 'joined'>): Command {
  return step((model) => {
    const no = model.students.length + 1;
    const student: Student = { no, id, joined, left: null, enteredAt: model.now };
    const details = ['--name', `Name ${no}`, '--branch', 'CSE', '--phone', '9876543210'];
    return {
      words: ['student', 'add', id, ...details, ...(joined === null ? [] : ['--joined', joined])],
      refusals: findStudent(model, id) ? [8] : [],
      apply: () => {
        model.students.push(student);
        return { changes: true, document: studentDocument(student) };
      },
    };
  });
}

export const adding: fc.Arbitrary<Command> = fc
  .record({ id: someId, joined: fc.option(someDate, { freq: 2 }) })
  .map(add);

/** Of a student who is known: what to say, what is refused, and what becomes of the student. */
function about(
  plan: (
    student: Student | undefined,
    others: readonly Student[],
  ) => {
    readonly verb: string;
    readonly words: readonly string[];
    readonly becomes: Partial<Pick<Student, 'id' | 'joined' | 'left'>>;
    readonly refusals?: readonly number[];
  },
) {
  return (whom: SomeStudent) =>
    step((model) => {
      const { id, student } = refer(model, whom);
      const others = model.students.filter((each) => each !== student);
      const { verb, words, becomes, refusals = [] } = plan(student, others);
      const after = { ...student, ...becomes };
      const leavesBeforeJoining = after.joined && after.left && after.left < after.joined;
      return {
        words: ['student', verb, id, ...words],
        refusals: [
          ...(student === undefined ? [3] : []),
          ...(leavesBeforeJoining ? [2] : []),
          ...refusals,
        ],
        apply: () => {
          if (student === undefined) throw new Error('nobody');
          const changes = JSON.stringify(after) !== JSON.stringify(student);
          Object.assign(student, becomes);
          return { changes, document: studentDocument(student) };
        },
      };
    });
}

export const leaving: fc.Arbitrary<Command> = fc
  .record({ whom: someStudent, on: someDate })
  .map(({ whom, on }) =>
    about(() => ({ verb: 'remove', words: ['--on', on], becomes: { left: on } }))(whom),
  );

export const restoring: fc.Arbitrary<Command> = someStudent.map(
  about(() => ({ verb: 'restore', words: [], becomes: { left: null } })),
);

export const correctingDate: fc.Arbitrary<Command> = fc
  .record({ whom: someStudent, joined: someDate })
  .map(({ whom, joined }) =>
    about(() => ({ verb: 'edit', words: ['--joined', joined], becomes: { joined } }))(whom),
  );

export const correctingId: fc.Arbitrary<Command> = fc
  .record({ whom: someStudent, id: someId })
  .map(({ whom, id }) =>
    about((_, others) => {
      const isTaken = others.some((other) => other.id.toLowerCase() === id.toLowerCase());
      const refusals = isTaken ? [8] : [];
      return { verb: 'edit', words: ['--id', id], becomes: { id }, refusals };
    })(whom),
  );
