import type { ActivationCode } from '../../../../domain/access/one-time-code.ts';
import { LANGUAGES } from '../../../../domain/mess/language.ts';
import { parseBranch } from '../../../../domain/students/student.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { makeStudentCode, makeStudentCodes } from '../../../../operations/access/student-codes.ts';
import { listBranches } from '../../../../operations/students/students.ts';
import { messagesOf } from '../../../messages/messages.ts';
import { Written } from '../../name.tsx';
import type { PageScope, ShownPage } from '../../page.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { maybe, need } from '../../parts/given.ts';
import { deskPage } from '../desk-page.tsx';
import { timeOf } from '../style.ts';

const PATH = '/desk/codes';

/** Slips with which students set a secret of their own. */
export const codesPage = deskPage({
  path: PATH,
  permission: 'make activation codes',
  async get(scope, { problem }) {
    const branches = await listBranches(scope.mess, scope.actor);
    return {
      title: 'Activation codes',
      body: (
        <>
          <h1>Activation codes</h1>
          <p>
            With a code a student signs in once, and sets a secret. Print the slips at once: they
            are shown once, and stored nowhere.
          </p>
          <h2>For everybody who has set no secret yet</h2>
          <Form scope={scope} problem={problem} action={PATH} does="many" submit="Make the slips">
            <Choice
              name="branch"
              label="Branch"
              options={[['', 'Every branch'], ...branches.map((each) => [each, each] as const)]}
            />
          </Form>
          <h2>For one student</h2>
          <Form
            scope={scope}
            problem={problem}
            action={PATH}
            does="one"
            submit="Make the slip"
            isGrave
          >
            <p>The secret of before, and where the student is signed in, end.</p>
            <Field name="id" label="Student (id)" required autocomplete="off" />
          </Form>
        </>
      ),
    };
  },
  async post(scope, { given }) {
    const { mess, actor } = scope;
    if (given.do === 'one') {
      return slips(scope, [await makeStudentCode(mess, actor, need(given, 'id', parseId))]);
    }
    return slips(scope, await makeStudentCodes(mess, actor, maybe(given, 'branch', parseBranch)));
  },
});

/** In each language: whoever is handed a slip may read no other. */
function slips({ mess, origin }: PageScope, codes: readonly ActivationCode[]): ShownPage {
  const time = timeOf(mess);
  const address = `${origin}/activate`;
  return {
    title: 'Slips',
    body: (
      <>
        <h1 class="no-print">Slips to cut out</h1>
        {codes.length === 0 && <p>Nobody on the roll is without a secret.</p>}
        <ul class="slips">
          {codes.map(({ id, name, branch, code, expiresAt }) => (
            <li key={id}>
              <p>
                <Written text={mess.settings.name} />
              </p>
              <p>
                {id} <Written text={name} />, <Written text={branch} />
              </p>
              <p class="code">{code}</p>
              {LANGUAGES.map((language) => (
                <p key={language} lang={language}>
                  {messagesOf(language).slip(address, time(expiresAt))}
                </p>
              ))}
            </li>
          ))}
        </ul>
      </>
    ),
  };
}
