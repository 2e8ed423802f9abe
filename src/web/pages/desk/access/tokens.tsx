import {
  parseTokenDays,
  parseTokenRights,
  TOKEN_RIGHTS,
  USUAL_TOKEN_RIGHTS,
} from '../../../../domain/access/service-token.ts';
import { dateIn } from '../../../../domain/values/date.ts';
import { parseText } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import {
  createServiceToken,
  listServiceTokens,
  type NewServiceToken,
  revokeServiceToken,
} from '../../../../operations/access/service-tokens.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import { Written } from '../../name.tsx';
import type { ShownPage } from '../../page.ts';
import { Check, Field } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { isTicked, need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { timeOf } from '../style.ts';
import { OwnPassword } from './own-password.tsx';
import { requirePassword } from './password.ts';

const PATH = '/desk/tokens';

/** What programs sign in with. */
export const tokensPage = deskPage({
  path: PATH,
  permission: 'see the service tokens',
  sends: 'change the service tokens',
  isSignIn: true,
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const tokens = await listServiceTokens(mess, actor);
    const may = isAllowed(actor, 'change the service tokens');
    const time = timeOf(mess);
    return {
      title: 'Service tokens',
      body: (
        <>
          <h1>Service tokens</h1>
          <p>
            <a class="tap" href="/docs">
              What a program can ask of the mess
            </a>
          </p>
          <Done>{query.done === 'revoke' ? 'The token is good no more.' : undefined}</Done>
          <Table
            caption="What programs sign in with"
            columns={['Name', 'May', 'Last used', 'Good until', ...(may ? ['Revoke'] : [])]}
            none="No service tokens."
            rows={tokens.map(({ name, may: rights, lastUsedAt, expiresAt, status }) => ({
              key: name,
              cells: [
                <Written key="name" text={name} />,
                rights.join(', '),
                lastUsedAt === null ? 'never' : time(lastUsedAt),
                `${dateIn(mess.settings.timeZone, new Date(expiresAt))}${status === 'valid' ? '' : ', expired'}`,
                ...(may
                  ? [
                      <details key="revoke" open={problem?.given.do === `revoke ${name}`}>
                        <summary aria-label={`Revoke ${name}`}>Revoke</summary>
                        <Form
                          scope={scope}
                          problem={problem}
                          action={PATH}
                          does={`revoke ${name}`}
                          submit={`Revoke ${name}`}
                          isGrave
                        >
                          <p>The program that uses it is nobody from then on.</p>
                          <Hidden values={{ name }} />
                          <OwnPassword />
                        </Form>
                      </details>,
                    ]
                  : []),
              ],
            }))}
          />
          {may && (
            <>
              <h2>A new token</h2>
              <Form
                scope={scope}
                problem={problem}
                action={PATH}
                does="add"
                submit="Make the token"
              >
                <Field name="name" label="Name" required autocomplete="off" />
                <Field
                  name="days"
                  label="Good for so many days"
                  value="365"
                  required
                  inputmode="numeric"
                  size={4}
                />
                <fieldset>
                  <legend>It may</legend>
                  {TOKEN_RIGHTS.map((right) => (
                    <Check
                      key={right}
                      name={`may ${right}`}
                      label={right}
                      isChecked={problem === undefined && USUAL_TOKEN_RIGHTS.includes(right)}
                    />
                  ))}
                </fieldset>
                <OwnPassword />
              </Form>
            </>
          )}
        </>
      ),
    };
  },
  async post(scope, { given }) {
    const { mess, actor } = scope;
    await requirePassword(scope, given);
    const name = need(given, 'name', (text) => parseText(text, 'name', 100));
    if (given.do !== 'add') {
      await revokeServiceToken(mess, actor, name);
      return { to: withQuery(PATH, { done: 'revoke' }) };
    }
    const ticked = TOKEN_RIGHTS.filter((right) => isTicked(given, `may ${right}`)).join(',');
    const may = need({ may: ticked }, 'may', parseTokenRights);
    const days = need(given, 'days', parseDaysAlone);
    return showToken(mess, await createServiceToken(mess, actor, { name, days, may }));
  },
});

/** The unit stands in the label. */
function parseDaysAlone(text: string): number {
  return parseTokenDays(/^\d+$/.test(text.trim()) ? `${text.trim()}d` : text);
}

/** The one page that holds it. */
function showToken(mess: Mess, { name, token, expiresAt }: NewServiceToken): ShownPage {
  return {
    title: `The token ${name}`,
    body: (
      <>
        <h1>
          The token <Written text={name} />
        </h1>
        <p>Copy it now: it is shown once, and stored nowhere.</p>
        <Facts
          facts={[
            ['Token', token],
            ['Good until', timeOf(mess)(expiresAt)],
          ]}
        />
        <p>
          <a class="tap" href={PATH}>
            Back to the tokens
          </a>
        </p>
      </>
    ),
  };
}
