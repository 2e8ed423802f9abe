import { ADMIN_ROLES, type Admin, type AdminRole } from '../../../../domain/access/admin.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { ValueError } from '../../../../errors.ts';
import { resetAdmin } from '../../../../operations/access/admin-codes.ts';
import {
  addAdmin,
  disableAdmin,
  editAdmin,
  enableAdmin,
  listAdmins,
} from '../../../../operations/access/admins.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import type { PageScope, ShownPage } from '../../page.ts';
import { Choice, Field, plainOptions } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage, leadTo } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { timeOf } from '../style.ts';
import { OwnPassword } from './own-password.tsx';
import { parseNewPassword, requirePassword } from './password.ts';

const PATH = '/desk/admins';

/** The page of the original service: an owner makes admins, and nobody else. */
export const adminRegisterStart = leadTo(
  '/adminregisterpage',
  'see the admins',
  async () => PATH,
  true,
);

const DONE: Readonly<Record<string, string>> = {
  add: 'The admin is added.',
  edit: 'The role is another one now, and their sessions are ended.',
  disable: 'The admin is shut out, and their sessions are ended.',
  enable: 'The admin may sign in again.',
};

export const adminsPage = deskPage({
  path: PATH,
  permission: 'see the admins',
  sends: 'change the admins',
  // Passwords are hashed, which takes a while.
  isSignIn: true,
  async get(scope, { query, problem }) {
    const admins = await listAdmins(scope.mess, scope.actor);
    return {
      title: 'Admins',
      body: (
        <Admins scope={scope} admins={admins} done={DONE[query.done ?? '']} problem={problem} />
      ),
    };
  },
  async post(scope, { given }) {
    const { mess, actor } = scope;
    await requirePassword(scope, given);
    const id = need(given, 'id', parseId);
    const does = given.do?.split(' ')[0] ?? '';
    if (does === 'reset') return showCode(scope, id);
    if (does === 'add') {
      const role = need(given, 'role', parseRole);
      const password = parseNewPassword(mess, id, given.next ?? '', given.again);
      await addAdmin(mess, actor, { id, role, password });
    } else if (does === 'edit') {
      await editAdmin(mess, actor, id, need(given, 'role', parseRole));
    } else if (does === 'disable') await disableAdmin(mess, actor, id);
    else await enableAdmin(mess, actor, id);
    return { to: withQuery(PATH, { done: does }) };
  },
});

/** @throws ValueError `bad_choice` */
function parseRole(text: string): AdminRole {
  const role = ADMIN_ROLES.find((each) => each === text);
  if (role !== undefined) return role;
  throw new ValueError('bad_choice', `not known; there is ${ADMIN_ROLES.join(', ')}`);
}

/** The one page that holds it. */
async function showCode({ mess, actor }: PageScope, id: string): Promise<ShownPage> {
  const { code, expiresAt } = await resetAdmin(mess, actor, id);
  return {
    title: `One-time code of ${id}`,
    body: (
      <>
        <h1>One-time code of {id}</h1>
        <p>
          Write it down now: it is shown once. With it {id} signs in and chooses a new password. The
          old password and the sessions are ended.
        </p>
        <Facts
          facts={[
            ['Code', code],
            ['Good until', timeOf(mess)(expiresAt)],
          ]}
        />
        <p>
          <a class="tap" href={PATH}>
            Back to the admins
          </a>
        </p>
      </>
    ),
  };
}

function Admins({
  scope,
  admins,
  done,
  problem,
}: {
  readonly scope: PageScope;
  readonly admins: readonly Admin[];
  readonly done: string | undefined;
  readonly problem: Problem | undefined;
}) {
  const may = isAllowed(scope.actor, 'change the admins');
  return (
    <>
      <h1>Admins</h1>
      <Done>{done}</Done>
      <Table
        caption="Who may sign in to the desk"
        columns={['Id', 'Role', 'Status', ...(may ? ['Change'] : [])]}
        none="None."
        rows={admins.map((admin) => ({
          key: admin.id,
          cells: [
            admin.id,
            admin.role,
            admin.disabled ? 'shut out' : 'may sign in',
            ...(may
              ? [<AdminChanges key="change" scope={scope} admin={admin} problem={problem} />]
              : []),
          ],
        }))}
      />
      {may ? (
        <>
          <h2>A new admin</h2>
          <Form scope={scope} problem={problem} action={PATH} does="add" submit="Add the admin">
            <Field name="id" label="Id" required autocomplete="off" />
            <Choice name="role" label="Role" options={plainOptions([...ADMIN_ROLES].reverse())} />
            <Field
              name="next"
              label="Their password"
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
            <OwnPassword />
          </Form>
        </>
      ) : (
        <p>An owner adds admins, and says what each may do.</p>
      )}
    </>
  );
}

function AdminChanges({
  scope,
  admin: { id, role, disabled },
  problem,
}: {
  readonly scope: PageScope;
  readonly admin: Admin;
  readonly problem: Problem | undefined;
}) {
  const isOpen = problem?.given.do?.split(' ')[1] === id;
  const form = { scope, problem, action: PATH };
  const isOwn = 'id' in scope.actor && scope.actor.id === id;
  return (
    <details open={isOpen}>
      <summary aria-label={`Change ${id}`}>Change</summary>
      <Form {...form} does={`edit ${id}`} submit={`Change the role of ${id}`}>
        <Hidden values={{ id }} />
        <Choice name="role" label="Role" options={plainOptions(ADMIN_ROLES)} value={role} />
        <OwnPassword />
      </Form>
      {disabled ? (
        <Form {...form} does={`enable ${id}`} submit={`Let ${id} in again`}>
          <Hidden values={{ id }} />
          <OwnPassword />
        </Form>
      ) : (
        <Form {...form} does={`disable ${id}`} submit={`Shut ${id} out`} isGrave>
          <Hidden values={{ id }} />
          <OwnPassword />
        </Form>
      )}
      {!isOwn && (
        <Form {...form} does={`reset ${id}`} submit={`Take the password of ${id} away`} isGrave>
          <p>For a one-time code, with which {id} chooses a new one.</p>
          <Hidden values={{ id }} />
          <OwnPassword />
        </Form>
      )}
    </details>
  );
}
