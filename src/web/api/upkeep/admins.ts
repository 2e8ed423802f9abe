import { Type } from 'typebox';
import { ADMIN, ONE_TIME_CODE } from '../../../documents/access.ts';
import { documentMaker } from '../../../documents/fields.ts';
import { Admin, OneTimeCode } from '../../../documents/schemas/access.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { ADMIN_ROLES } from '../../../domain/access/admin.ts';
import { passwordCheck } from '../../../domain/access/secret-check.ts';
import type { SignedIn } from '../../../domain/actor.ts';
import { parseId } from '../../../domain/values/id.ts';
import { resetAdmin } from '../../../operations/access/admin-codes.ts';
import {
  addAdmin,
  changePassword,
  disableAdmin,
  editAdmin,
  enableAdmin,
  listAdmins,
} from '../../../operations/access/admins.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys } from '../input.ts';

const toDocument = documentMaker(ADMIN);

const Role = Type.Enum([...ADMIN_ROLES]);

const AdminId = Type.String({ maxLength: 100 });

const NewPassword = Type.String({
  maxLength: 200,
  description: 'at least 12 characters, and not easily guessed',
});

export const ADMIN_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listAdmins',
    method: 'GET',
    path: '/admins',
    summary: 'The admins with their roles',
    permission: 'see the admins',
    answer: listOf(Admin),
    async run({ mess, actor }) {
      return (await listAdmins(mess, actor)).map(toDocument);
    },
  }),
  defineEndpoint({
    name: 'addAdmin',
    method: 'POST',
    path: '/admins',
    summary: 'Adds an admin',
    permission: 'change the admins',
    needsPassword: true,
    hashesPassword: true,
    body: keys({ id: AdminId, role: Role, password: NewPassword }),
    answer: Admin,
    async run({ mess, actor }, { body }) {
      const id = parseField('id', parseId, body.id);
      const password = await readNewPassword(mess, id, body.password);
      return toDocument(await addAdmin(mess, actor, { id, role: body.role, password }));
    },
  }),
  defineEndpoint({
    name: 'editAdmin',
    method: 'PATCH',
    path: '/admins/:id',
    summary: "Changes an admin's role, which ends their sessions",
    permission: 'change the admins',
    needsPassword: true,
    body: keys({ role: Role }),
    answer: Admin,
    async run({ mess, actor }, { params, body }) {
      const id = parseField('id', parseId, params.id);
      return toDocument(await editAdmin(mess, actor, id, body.role));
    },
  }),
  ...[
    { verb: 'disable', summary: 'Shuts an admin out; their sessions end', work: disableAdmin },
    { verb: 'enable', summary: 'Lets a disabled admin in again', work: enableAdmin },
  ].map(({ verb, summary, work }) =>
    defineEndpoint({
      name: `${verb}Admin`,
      method: 'POST',
      path: `/admins/:id/${verb}`,
      summary,
      permission: 'change the admins',
      needsPassword: true,
      answer: Admin,
      async run({ mess, actor }, { params }) {
        return toDocument(await work(mess, actor, parseField('id', parseId, params.id)));
      },
    }),
  ),
  defineEndpoint({
    name: 'changePassword',
    method: 'PUT',
    path: '/admins/:id/password',
    summary: "Sets a new password: one's own, or as an owner anybody's",
    details: 'Other sessions of that admin end.',
    permission: 'change the own password',
    needsPassword: true,
    hashesPassword: true,
    body: keys({ password: NewPassword }),
    answer: Admin,
    async run({ mess, actor, request }, { params, body }) {
      const id = parseField('id', parseId, params.id);
      const password = await readNewPassword(mess, id, body.password);
      const { ownPassword: old } = request.body as { readonly ownPassword: string };
      const { place, device } = request;
      const input = { id, password, old, place, device };
      return toDocument(await changePassword(mess, actor as SignedIn, input));
    },
  }),
  defineEndpoint({
    name: 'resetAdmin',
    method: 'POST',
    path: '/admins/:id/reset',
    summary: 'Lets an admin who forgot the password choose a new one, by a one-time code',
    details:
      'The code is told only here. It counts in place of the password for 24 hours and for one sign-in, which must choose a new password. The old password and all sessions of that admin end now.',
    permission: 'change the admins',
    needsPassword: true,
    answer: OneTimeCode,
    async run({ mess, actor }, { params }) {
      const id = parseField('id', parseId, params.id);
      return documentMaker(ONE_TIME_CODE)(await resetAdmin(mess, actor, id));
    },
  }),
];

async function readNewPassword({ settings }: Mess, id: string, given: string): Promise<string> {
  return parseField('password', await passwordCheck([id, settings.name]), given);
}
