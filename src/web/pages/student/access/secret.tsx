import {
  changeOwnSecret,
  mayChangeOwn,
  namesOfStudent,
} from '../../../../operations/access/own-secret.ts';
import type { Page, PageScope } from '../../page.ts';
import { CsrfField } from '../../parts/csrf-field.tsx';
import { FormProblem } from '../../problem.tsx';
import type { Problem } from '../../sent.ts';
import { NewSecretFields, readNewSecret } from './new-secret.tsx';

/** Where a student takes another secret. */
export const secretPage: Page = {
  path: '/me/secret',
  front: 'student',
  permission: "see everybody's sessions",
  own: 'see own sessions',
  isSignIn: true,
  async get(scope, { problem }) {
    const { mess, actor, say } = scope;
    if (!(await mayChangeOwn(mess, actor))) return { to: '/me/account' };
    return { title: say.changeSecret, body: <Secret scope={scope} problem={problem} /> };
  },
  async post({ mess, actor, request, endSession }, { given }) {
    const newSecret = readNewSecret(given, await namesOfStudent(mess, actor));
    const { secret = '' } = given;
    const { place, device } = request;
    await changeOwnSecret(mess, actor, { secret, newSecret, place, device });
    return { to: '/', cookies: [endSession()] };
  },
};

function Secret({
  scope: { say, csrf },
  problem,
}: {
  readonly scope: PageScope;
  readonly problem: Problem | undefined;
}) {
  return (
    <>
      <p class="back">
        <a class="tap" href="/me/account">
          {say.account}
        </a>
      </p>
      <h1>{say.changeSecret}</h1>
      <FormProblem say={say} problem={problem} />
      <form method="post" action="/me/secret">
        <CsrfField csrf={csrf} />
        <label>
          {say.oldSecret}
          <input name="secret" type="password" autocomplete="current-password" required />
        </label>
        <NewSecretFields say={say} />
        <button type="submit" class="main">
          {say.changeSecret}
        </button>
      </form>
      <p class="small">{say.secretChanged}</p>
    </>
  );
}
