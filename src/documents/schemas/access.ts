import { type Static, Type } from 'typebox';
import { ADMIN_ROLES } from '../../domain/access/admin.ts';
import { nullable, Time } from './values.ts';

export const Admin = Type.Object(
  { id: Type.String(), role: Type.Enum(ADMIN_ROLES), disabled: Type.Boolean() },
  { $id: 'Admin' },
);
export type AdminDocument = Static<typeof Admin>;

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

export const SignedOut = Type.Object(
  { signedOut: nullable(Type.String(), { description: 'null where nobody was signed in' }) },
  { $id: 'SignedOut' },
);
export type SignedOutDocument = Static<typeof SignedOut>;

export const ServiceToken = Type.Object(
  {
    name: Type.String(),
    createdAt: Time,
    lastUsedAt: nullable(Time),
    expiresAt: Time,
    status: Type.Enum(['valid', 'expired']),
  },
  { $id: 'ServiceToken' },
);
export type ServiceTokenDocument = Static<typeof ServiceToken>;

export const NewServiceToken = Type.Object(
  { name: Type.String(), token: Type.String(), createdAt: Time, expiresAt: Time },
  { $id: 'NewServiceToken' },
);
export type NewServiceTokenDocument = Static<typeof NewServiceToken>;
