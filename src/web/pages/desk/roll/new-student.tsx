import { addStudent, listBranches } from '../../../../operations/students/students.ts';
import { Form } from '../../parts/form.tsx';
import { doUnlessSlip } from '../../parts/given.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { readStudent, StudentFields } from './student-form.tsx';

const PATH = '/desk/roll/new';

export const newStudentPage = deskPage({
  path: PATH,
  permission: 'change the roll',
  async get(scope, { problem }) {
    const branches = await listBranches(scope.mess, scope.actor);
    return {
      title: 'Put a student on the roll',
      body: (
        <>
          <h1>Put a student on the roll</h1>
          <Form scope={scope} problem={problem} action={PATH} submit="Put on the roll">
            <StudentFields branches={branches} />
          </Form>
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    const details = readStudent(mess, given);
    await doUnlessSlip(mess, given, (on) => addStudent(on, actor, details, true));
    return { to: withQuery('/desk/roll', { done: details.id }) };
  },
});
