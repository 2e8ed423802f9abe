import type { ListedSession } from '../../../../domain/access/session.ts';
import { parseSessionName } from '../../../../domain/access/session.ts';
import type { SignedIn } from '../../../../domain/actor.ts';
import { changePassword } from '../../../../operations/access/admins.ts';
import { listSessions, revokeSessions } from '../../../../operations/access/session-list.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Field } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { timeOf } from '../style.ts';
import { parseNewPassword } from './password.ts';

const PATH = '/desk/account';

const DONE: Readonly<Record<string, string>> = {
  password: 'You have a new password. Your other sessions are ended.',
  end: 'The session is ended.',
};

/** One's own password, and where one is signed in. */
export const ownAccountPage = deskPage({
  path: PATH,
  permission: 'see the own sessions',
  isSignIn: true,
  async get(scope, { query, problem }) {
    const sessions = await listSessions(scope.mess, scope.actor);
    return {
      title: 'My account',
      body: (
        <Own scope={scope} sessions={sessions} done={DONE[query.done ?? '']} problem={problem} />
      ),
    };
  },
  async post({ mess, actor, request }, { given }) {
    const { id } = actor as SignedIn;
    if (given.do === 'password') {
      const password = parseNewPassword(mess, id, given.next ?? '', given.again);
      const { place, device } = request;
      const input = { id, password, old: given.old, place, device };
      await changePassword(mess, actor as SignedIn, input);
    } else {
      await revokeSessions(mess, actor, { session: need(given, 'session', parseSessionName) });
    }
    return { to: withQuery(PATH, { done: given.do?.split(' ')[0] }) };
  },
});

function Own({
  scope,
  sessions,
  done,
  problem,
}: {
  readonly scope: PageScope;
  readonly sessions: readonly ListedSession[];
  readonly done: string | undefined;
  readonly problem: Problem | undefined;
}) {
  const { actor, mess } = scope;
  const time = timeOf(mess);
  if (actor.kind !== 'admin') return null;
  return (
    <>
      <h1>My account</h1>
      <Done>{done}</Done>
      <Facts
        facts={[
          ['Id', actor.id],
          ['Role', actor.role],
          ['Signed in until', time(actor.expiresAt)],
        ]}
      />
      <h2>A new password</h2>
      <Form scope={scope} problem={problem} action={PATH} does="password" submit="Change it">
        <Field
          name="old"
          label="The old one"
          type="password"
          required
          autocomplete="current-password"
        />
        <Field
          name="next"
          label="The new one"
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
      </Form>
      <Table
        caption="Who is signed in, and where"
        columns={['Session', 'Who', 'Where', 'Since', 'Last used', 'End']}
        none="Nobody."
        rows={sessions.toReversed().map((each) => ({
          key: each.session,
          cells: [
            each.session,
            each.id,
            <Written key="place" text={each.place} />,
            time(each.startedAt),
            time(each.lastUsedAt),
            each.current ? (
              'this one'
            ) : (
              <Form
                key="end"
                scope={scope}
                problem={problem}
                action={PATH}
                does={`end ${each.session}`}
                submit={`End ${each.session}`}
              >
                <Hidden values={{ session: each.session }} />
              </Form>
            ),
          ],
        }))}
      />
    </>
  );
}
