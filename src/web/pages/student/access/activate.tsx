import { signInBySecret } from '../../../../operations/access/student-sign-in.ts';
import type { Page, PageScope } from '../../page.ts';
import { FormProblem } from '../../problem.tsx';
import type { Given, Problem } from '../../sent.ts';
import { NewSecretFields, readNewSecret } from './new-secret.tsx';

/** Where a student comes with a code of the office, and sets a secret. */
export const activatePage: Page = {
  path: '/activate',
  front: 'student',
  permission: 'none',
  isSignIn: true,
  async get(scope, { query, problem }) {
    const { say } = scope;
    return {
      title: say.activate,
      body: <Activate scope={scope} query={query} problem={problem} />,
    };
  },
  async post({ mess, request, startSession }, { given }) {
    const { id = '', code = '' } = given;
    const { place, device } = request;
    const credentials = { id: id.trim(), secret: code.trim(), place, device };
    const started = await signInBySecret(mess, credentials);
    if (!('names' in started)) return { to: '/me', cookies: [startSession(started.token)] };
    const newPassword = readNewSecret(given, started.names);
    const activated = await signInBySecret(mess, { ...credentials, newPassword });
    // With a new secret it is a session, or an error.
    if ('names' in activated) throw new TypeError('A code asked for two secrets.');
    return { to: '/me', cookies: [startSession(activated.token)] };
  },
};

function Activate({
  scope: { say, mess, csrf },
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  if (mess.settings.studentSignIn === 'phone') {
    return (
      <>
        <h1>{say.activate}</h1>
        <p>{say.noCodesHere}</p>
        <p>
          <a class="tap" href="/">
            {say.signIn}
          </a>
        </p>
      </>
    );
  }
  const given = problem?.given ?? query;
  return (
    <>
      <h1>{say.activate}</h1>
      <FormProblem say={say} problem={problem} />
      <form method="post" action="/activate">
        {csrf !== undefined && <input type="hidden" name="csrf" value={csrf} />}
        <label>
          {say.id}
          <input name="id" autocomplete="username" required value={given.id ?? ''} />
        </label>
        <label>
          {say.code}
          <input name="code" autocomplete="one-time-code" required value={given.code ?? ''} />
        </label>
        <NewSecretFields say={say} />
        <button type="submit" class="main">
          {say.activate}
        </button>
      </form>
    </>
  );
}
