import type { Admin } from '../domain/access/admin.ts';
import type { ServiceToken } from '../domain/access/service-token.ts';
import type { SignedIn } from '../domain/actor.ts';
import type {
  AdminDocument,
  IdentityDocument,
  NewServiceTokenDocument,
  ServiceTokenDocument,
  SignedOutDocument,
} from './schemas/access.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

export function adminDocument({ id, role, disabled }: Admin): AdminDocument {
  return { id, role, disabled };
}

const ADMIN_COLUMNS: Columns<AdminDocument> = {
  id: 'id',
  role: 'role',
  disabled: ({ disabled }) => String(disabled),
};

export function adminSheet(admins: readonly AdminDocument[]): Sheet {
  return toSheet(ADMIN_COLUMNS, admins);
}

export function identityDocument(signedIn: SignedIn): IdentityDocument {
  const { kind, id, expiresAt } = signedIn;
  return { kind, id, role: signedIn.kind === 'admin' ? signedIn.role : null, expiresAt };
}

const IDENTITY_COLUMNS: Columns<IdentityDocument> = {
  kind: 'kind',
  id: 'id',
  role: 'role',
  expires_at: 'expiresAt',
};

export function identitySheet(identity: IdentityDocument): Sheet {
  return toSheet(IDENTITY_COLUMNS, [identity]);
}

export function signedOutSheet(signedOut: SignedOutDocument): Sheet {
  return toSheet({ signed_out: ({ signedOut: id }) => id }, [signedOut]);
}

export function serviceTokenDocument(token: ServiceToken): ServiceTokenDocument {
  const { name, createdAt, lastUsedAt, expiresAt, status } = token;
  return { name, createdAt, lastUsedAt, expiresAt, status };
}

const TOKEN_COLUMNS: Columns<ServiceTokenDocument> = {
  name: 'name',
  created_at: 'createdAt',
  last_used_at: 'lastUsedAt',
  expires_at: 'expiresAt',
  status: 'status',
};

export function serviceTokenSheet(tokens: readonly ServiceTokenDocument[]): Sheet {
  return toSheet(TOKEN_COLUMNS, tokens);
}

/** The one answer that holds the secret. */
export function newServiceTokenDocument(made: NewServiceTokenDocument): NewServiceTokenDocument {
  const { name, token, createdAt, expiresAt } = made;
  return { name, token, createdAt, expiresAt };
}

const NEW_TOKEN_COLUMNS: Columns<NewServiceTokenDocument> = {
  name: 'name',
  token: 'token',
  created_at: 'createdAt',
  expires_at: 'expiresAt',
};

export function newServiceTokenSheet(made: NewServiceTokenDocument): Sheet {
  return toSheet(NEW_TOKEN_COLUMNS, [made]);
}
