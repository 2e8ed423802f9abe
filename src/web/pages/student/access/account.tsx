import type { ListedSession, StudentSignIn } from '../../../../domain/access/session.ts';
import {
  listOwnSignIns,
  mayChangeOwn,
  signOutEverywhere,
} from '../../../../operations/access/own-secret.ts';
import { listSessions } from '../../../../operations/access/session-list.ts';
import type { Page, PageScope } from '../../page.ts';
import { CsrfField } from '../../parts/csrf-field.tsx';
import { wordsOf } from '../../words.ts';

const SIGN_INS = 10;

/** Who signed in, and where one still is. Its form ends all of that. */
export const accountPage: Page = {
  path: '/me/account',
  front: 'student',
  permission: "see everybody's sessions",
  own: 'see own sessions',
  async get(scope) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const mayChange = await mayChangeOwn(mess, actor);
    const signIns = await listOwnSignIns(mess, actor, SIGN_INS);
    const sessions = mayChange ? await listSessions(mess, actor) : [];
    return {
      title: say.account,
      body: <Account {...{ scope, mayChange, signIns, sessions }} />,
    };
  },
  async post({ mess, actor, endSession }) {
    await signOutEverywhere(mess, actor);
    return { to: '/', cookies: [endSession()] };
  },
};

function Account({
  scope,
  mayChange,
  signIns,
  sessions,
}: {
  readonly scope: PageScope;
  readonly mayChange: boolean;
  readonly signIns: readonly StudentSignIn[];
  readonly sessions: readonly ListedSession[];
}) {
  const { say, csrf } = scope;
  const { time } = wordsOf(scope);
  return (
    <>
      <h1>{say.account}</h1>
      {!mayChange && <p>{say.onlyLooks}</p>}
      <h2>{say.signIns}</h2>
      <ul>
        {signIns.map(({ at, by, place }) => (
          <li key={at}>
            {time(at)}, {say.signInWays[by]}
            {/* From where is for nobody who only knows the phone number. */}
            {mayChange && `, ${say.from(placeName(place))}`}
          </li>
        ))}
      </ul>
      <p class="small">{say.signInsWhy}</p>
      {mayChange && (
        <>
          <h2>{say.sessions}</h2>
          <ul>
            {sessions.map(({ session, startedAt, place, current }) => (
              <li key={session}>
                {say.since(time(startedAt))}, {say.from(placeName(place ?? '?'))}
                {current && ` (${say.thisSession})`}
              </li>
            ))}
          </ul>
          <form method="post" action="/me/account">
            <CsrfField csrf={csrf} />
            <button type="submit">{say.signOutEverywhere}</button>
          </form>
          <p>
            <a class="tap" href="/me/secret">
              {say.changeSecret}
            </a>
          </p>
        </>
      )}
    </>
  );
}

/** An address, without by which door it came. */
function placeName(place: string): string {
  return place.replace(/^web /, '');
}
