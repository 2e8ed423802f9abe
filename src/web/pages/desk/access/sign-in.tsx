import { dateTimeIn } from '../../../../domain/values/date.ts';
import { UsageError } from '../../../../errors.ts';
import { type AdminSession, signInAdmin } from '../../../../operations/access/sign-in.ts';
import { Written } from '../../name.tsx';
import type { Page, PageScope, ShownPage } from '../../page.ts';
import { Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { parseNewPassword } from './password.ts';

const PATH = '/adminloginpage';

export const deskSignInPage: Page = deskPage({
  path: PATH,
  permission: 'none',
  isSignIn: true,
  async get(scope, { problem }) {
    if (scope.actor.kind === 'admin') return { to: '/desk' };
    const isNew = problem?.given.next !== undefined;
    return signInForm(scope, problem, isNew);
  },
  async post(scope, { given }) {
    const { mess, request, startSession } = scope;
    const id = given.id?.trim() ?? '';
    const newPassword = given.next && parseNewPassword(mess, id, given.next, given.again);
    const started = await signInAdmin(mess, {
      id,
      secret: given.secret ?? '',
      place: request.place,
      device: request.device,
      ...(newPassword && { newPassword }),
    });
    if (started === 'new password needed') {
      // The code is typed again: it is not to stand in a page.
      const error = new UsageError('missing_value', 'The code is right. Choose a password now.');
      return signInForm(scope, { error, given: { id } }, true);
    }
    const cookies = [startSession(started.token)];
    if (started.recoveries.length === 0) return { to: '/desk', cookies };
    return { ...recovered(scope, started), cookies };
  },
});

function signInForm(scope: PageScope, problem: Problem | undefined, isNew: boolean): ShownPage {
  return {
    title: 'Sign in to the desk',
    body: (
      <>
        <h1>Sign in to the desk</h1>
        <Form scope={scope} problem={problem} action={PATH} submit="Sign in" isLong>
          <Field name="id" label="Id" required autocomplete="username" />
          <Field
            name="secret"
            label={isNew ? 'One-time code' : 'Password'}
            {...(!isNew && { hint: 'Or a one-time code that an owner gave you' })}
            type="password"
            required
            autocomplete={isNew ? 'one-time-code' : 'current-password'}
          />
          {isNew && (
            <>
              <Field
                name="next"
                label="New password"
                hint="At least 12 characters"
                type="password"
                required
                autocomplete="new-password"
              />
              <Field
                name="again"
                label="The same again"
                type="password"
                required
                autocomplete="new-password"
              />
            </>
          )}
        </Form>
        <p>
          <a class="tap" href="/">
            Students sign in here
          </a>
        </p>
      </>
    ),
  };
}

/** Owners are told who was let in past them. */
function recovered({ mess }: PageScope, { recoveries }: AdminSession): ShownPage {
  return {
    title: 'Signed in',
    body: (
      <>
        <h1>Signed in</h1>
        <div role="alert" class="wrong">
          {recoveries.map(({ id, at }) => (
            <p key={`${id} ${at}`}>
              Whoever holds the database let the owner <Written text={id} /> in again on{' '}
              {dateTimeIn(mess.settings.timeZone, new Date(at))}, without signing in. If no owner
              did it, somebody else reads the database.
            </p>
          ))}
        </div>
        <p>
          <a class="tap" href="/desk">
            To the desk
          </a>
        </p>
      </>
    ),
  };
}
