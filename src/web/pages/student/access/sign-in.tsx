import { parsePhone } from '../../../../domain/values/phone.ts';
import { NotSignedInError } from '../../../../errors.ts';
import { signInByPhone, signInBySecret } from '../../../../operations/access/student-sign-in.ts';
import type { Page, PageScope } from '../../page.ts';
import { FormProblem } from '../../problem.tsx';
import type { Problem } from '../../sent.ts';

export const signInPage: Page = {
  path: '/',
  front: 'student',
  permission: 'none',
  isSignIn: true,
  async get(scope, { problem }) {
    const { actor, say } = scope;
    if (actor.kind === 'student') return { to: '/me' };
    return { title: say.signIn, body: <SignIn scope={scope} problem={problem} /> };
  },
  async post({ mess, request, startSession }, { given }) {
    const id = given.id?.trim() ?? '';
    const credentials = { id, place: request.place, device: request.device };
    const started =
      mess.settings.studentSignIn === 'phone'
        ? await signInByPhone(mess, { ...credentials, secret: phoneOf(given.secret ?? '') })
        : await signInBySecret(mess, { ...credentials, secret: given.secret ?? '' });
    if ('names' in started) return { to: `/activate?id=${encodeURIComponent(id)}` };
    return { to: '/me', cookies: [startSession(started.token)] };
  },
};

/** Where the service that mess replaces had it. */
export const originalSignInPage: Page = { ...signInPage, path: '/studentloginpage' };

/** What is no phone number is a wrong one. */
function phoneOf(text: string): string {
  try {
    return parsePhone(text);
  } catch {
    throw new NotSignedInError('wrong_credentials', 'The id or the phone number is wrong.', {
      about: { kind: 'student', waitSeconds: 0 },
    });
  }
}

function SignIn({
  scope: { say, mess },
  problem,
}: {
  readonly scope: PageScope;
  readonly problem: Problem | undefined;
}) {
  const isByPhone = mess.settings.studentSignIn === 'phone';
  return (
    <>
      <h1>{say.signIn}</h1>
      <FormProblem say={say} problem={problem} />
      <form method="post" action="/">
        <label>
          {say.id}
          <input
            name="id"
            autocomplete="username"
            autocapitalize="characters"
            spellcheck={false}
            required
            value={problem?.given.id ?? ''}
          />
        </label>
        {isByPhone ? (
          <label>
            {say.phone}
            <input name="secret" type="tel" autocomplete="tel" required />
          </label>
        ) : (
          <label>
            {say.secret}
            <input name="secret" type="password" autocomplete="current-password" required />
          </label>
        )}
        <button type="submit" class="main">
          {say.signIn}
        </button>
      </form>
      {!isByPhone && (
        <p>
          {say.firstTime} <a href="/activate">{say.activate}</a>
        </p>
      )}
    </>
  );
}
