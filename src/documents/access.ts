import { ADMIN_ROLES } from '../domain/access/admin.ts';
import { TOKEN_RIGHTS } from '../domain/access/service-token.ts';
import { SIGN_IN_WAYS } from '../domain/access/session.ts';
import type { SignedIn } from '../domain/actor.ts';
import type { Fields } from './fields.ts';
import type { IdentityDocument, SignedOutDocument } from './schemas/access.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

export const ADMIN = {
  id: 'word',
  role: { kind: 'word', oneOf: ADMIN_ROLES },
  disabled: 'flag',
} as const satisfies Fields;

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

export const SERVICE_TOKEN = {
  name: 'text',
  may: { kind: 'words', oneOf: TOKEN_RIGHTS },
  createdAt: { kind: 'time', drop: 1 },
  lastUsedAt: { kind: 'time?', drop: 2 },
  expiresAt: 'time',
  status: { kind: 'word', oneOf: ['valid', 'expired'] },
} as const satisfies Fields;

/** The one answer that holds the secret. */
export const NEW_SERVICE_TOKEN = {
  name: 'text',
  token: 'word',
  may: { kind: 'words', oneOf: TOKEN_RIGHTS },
  createdAt: 'time',
  expiresAt: 'time',
} as const satisfies Fields;

/** An answer that holds a secret, too. */
export const ONE_TIME_CODE = {
  id: 'word',
  code: 'word',
  expiresAt: 'time',
} as const satisfies Fields;

export const SESSION = {
  session: 'word',
  kind: { kind: 'word', oneOf: ['admin', 'student'], drop: 1 },
  id: 'word',
  place: 'text?',
  startedAt: { kind: 'time', drop: 2 },
  lastUsedAt: 'time',
  expiresAt: { kind: 'time', drop: 3 },
  current: 'flag',
} as const satisfies Fields;

export const STUDENT_SIGN_IN = {
  at: 'time',
  id: 'word',
  by: { kind: 'word', oneOf: SIGN_IN_WAYS },
  place: 'text',
} as const satisfies Fields;

/** The code with which a student signs in first. */
export const ACTIVATION_CODE = {
  id: 'word',
  name: 'text',
  branch: { kind: 'text', drop: 1 },
  code: 'word',
  expiresAt: { kind: 'time', drop: 2 },
} as const satisfies Fields;
