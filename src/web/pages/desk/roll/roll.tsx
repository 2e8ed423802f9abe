import type { StudentDetails } from '../../../../domain/students/student.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { listBranches, listStudents } from '../../../../operations/students/students.ts';
import { maySeePhones } from '../../../access/phones.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { Done } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import type { Given } from '../../sent.ts';
import { deskPage, leadTo } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { phoneFor } from './student-form.tsx';

const PATH = '/desk/roll';

const WHO = [
  ['present', 'On the roll today'],
  ['left', 'Left'],
  ['all', 'Everybody'],
] as const;

export const rollPage = deskPage({
  path: PATH,
  permission: 'see the roll',
  async get(scope, { query }) {
    const { mess, actor } = scope;
    const who = WHO.find(([each]) => each === query.who)?.[0] ?? 'present';
    const students = await listStudents(mess, actor, {
      who,
      branch: query.branch || undefined,
      search: query.search || undefined,
      hidesPhones: !maySeePhones(actor),
    });
    const branches = await listBranches(mess, actor);
    return {
      title: 'Roll',
      body: <Roll scope={scope} students={students} branches={branches} query={query} />,
    };
  },
});

/** The page of the original service. */
export const registerStudentPage = leadTo(
  '/registerstudentpage',
  'change the roll',
  async () => '/desk/roll/new',
  true,
);

function Roll({
  scope,
  students,
  branches,
  query,
}: {
  readonly scope: PageScope;
  readonly students: readonly StudentDetails[];
  readonly branches: readonly string[];
  readonly query: Given;
}) {
  const phone = phoneFor(scope);
  const may = isAllowed(scope.actor, 'change the roll');
  const isAsked = Boolean(query.search || query.branch || (query.who ?? 'present') !== 'present');
  return (
    <>
      <h1>Roll</h1>
      <Done>{query.done === undefined ? undefined : `${query.done} is on the roll.`}</Done>
      {may && (
        <p class="buttons">
          <a class="button" href={`${PATH}/new`}>
            Put a student on the roll
          </a>{' '}
          <a href="/desk/imports/roll">Import a file of the roll</a>
        </p>
      )}
      <Question action={PATH} submit="Show">
        <Field
          name="search"
          label={may ? 'Id, name or phone' : 'Id or name'}
          value={query.search ?? ''}
          type="search"
        />
        <Choice name="who" label="Who" options={WHO} value={query.who ?? 'present'} />
        <Choice
          name="branch"
          label="Branch"
          options={[['', 'Every branch'], ...branches.map((each) => [each, each] as const)]}
          value={query.branch ?? ''}
        />
      </Question>
      <Table
        caption={sayCount(students.length, 'student')}
        columns={['Id', 'Name', 'Branch', 'Phone', 'Joined', 'Left']}
        none={isAsked ? 'Nobody is like that.' : 'Nobody is on the roll.'}
        rows={students.map((each) => ({
          key: each.id,
          cells: [
            <a key="id" href={pathTo('roll', each.id)}>
              {each.id}
            </a>,
            <Written key="name" text={each.name} />,
            <Written key="branch" text={each.branch} />,
            phone(each.phone),
            each.joined,
            each.left,
          ],
        }))}
      />
    </>
  );
}
