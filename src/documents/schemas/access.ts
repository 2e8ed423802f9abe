import { type Static, Type } from 'typebox';
import { ADMIN_ROLES } from '../../domain/access/admin.ts';
import {
  ACTIVATION_CODE,
  ADMIN,
  NEW_SERVICE_TOKEN,
  ONE_TIME_CODE,
  SERVICE_TOKEN,
  SESSION,
  STUDENT_SIGN_IN,
} from '../access.ts';
import { schemaOfFields } from './parts/fields.ts';
import { listOf, nullable, Time } from './parts/values.ts';

export const Admin = schemaOfFields('Admin', ADMIN);

export const Identity = Type.Object(
  {
    kind: Type.Enum(['admin', 'student', 'token']),
    id: Type.String(),
    role: nullable(Type.Enum(ADMIN_ROLES), { description: 'null of who is no admin' }),
    expiresAt: Time,
  },
  { $id: 'Identity' },
);
export type IdentityDocument = Static<typeof Identity>;

export const SignedInAdmin = Type.Object(
  { ...Identity.properties, warnings: listOf(Type.String()) },
  { $id: 'SignedInAdmin' },
);

const Token = Type.String({ description: 'what is sent as `Authorization: Bearer …`' });

/** What a sign-in over the network is answered with. */
export const NewSession = Type.Object(
  { ...SignedInAdmin.properties, token: Token },
  { $id: 'NewSession' },
);
export type NewSessionDocument = Static<typeof NewSession>;

export const SignedOut = Type.Object(
  { signedOut: nullable(Type.String(), { description: 'null where nobody was signed in' }) },
  { $id: 'SignedOut' },
);
export type SignedOutDocument = Static<typeof SignedOut>;

export const ServiceToken = schemaOfFields('ServiceToken', SERVICE_TOKEN);

export const NewServiceToken = schemaOfFields('NewServiceToken', NEW_SERVICE_TOKEN);

export const OneTimeCode = schemaOfFields('OneTimeCode', ONE_TIME_CODE);

export const Session = schemaOfFields('Session', SESSION);

export const StudentSignIn = schemaOfFields('StudentSignIn', STUDENT_SIGN_IN);

export const ActivationCode = schemaOfFields('ActivationCode', ACTIVATION_CODE);
