import { requirePermission } from '../../auth/permissions.ts';
import { createServiceToken as createSecret, hashToken } from '../../auth/tokens.ts';
import {
  deleteServiceToken,
  findServiceToken,
  findServiceTokenByHash,
  insertServiceToken,
  listServiceTokens as listRecords,
  type ServiceTokenRecord,
} from '../../data/access/service-tokens.ts';
import {
  DAY_MS,
  isExpired,
  type ServiceToken,
  type TokenRight,
} from '../../domain/access/service-token.ts';
import type { Actor } from '../../domain/actor.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

/** A fresh service token. The secret is told once and stored nowhere. */
export interface NewServiceToken
  extends Pick<ServiceToken, 'name' | 'may' | 'createdAt' | 'expiresAt'> {
  readonly token: string;
}

/**
 * Makes a token that a program signs in with.
 *
 * @param input.days how long it lives
 * @param input.may what it is allowed
 * @throws ConflictError the name is taken
 */
export async function createServiceToken(
  mess: Mess,
  actor: Actor,
  input: {
    readonly name: string;
    readonly days: number;
    readonly may: readonly TokenRight[];
  },
): Promise<NewServiceToken> {
  requirePermission(actor, 'change the service tokens');
  const token = createSecret();
  return change(mess, actor, 'admin token create', async ({ trx, at, record }) => {
    const taken = await findServiceToken(trx, input.name);
    if (taken !== undefined) {
      throw new ConflictError('token_exists', `There is a service token ${taken.name} already.`, {
        about: { name: taken.name },
      });
    }
    const { name, may } = input;
    const expiresAt = new Date(Date.parse(at) + input.days * DAY_MS).toISOString();
    const tokenHash = hashToken(token);
    const digests = { secret: sha256(tokenHash) };
    await record({ subject: name, after: { name, may, expiresAt, digests } });
    await insertServiceToken(trx, {
      name,
      tokenHash,
      createdAt: at,
      expiresAt,
      lastUsedAt: null,
      may,
    });
    return { name, token, may, createdAt: at, expiresAt };
  });
}

/** In the order of their names. */
export async function listServiceTokens(mess: Mess, actor: Actor): Promise<ServiceToken[]> {
  requirePermission(actor, 'see the service tokens');
  const now = mess.now();
  return (await listRecords(mess.db)).map((record) => toServiceToken(record, now));
}

/** The name of the token that a secret is of; undefined where it is of none, or of one that is over. */
export async function findNameOfToken(
  mess: Mess,
  actor: Actor,
  secret: string,
): Promise<string | undefined> {
  requirePermission(actor, 'see the service tokens');
  const found = await findServiceTokenByHash(mess.db, hashToken(secret));
  return found === undefined || isExpired(found.expiresAt, mess.now()) ? undefined : found.name;
}

/**
 * Deletes a token: whoever holds it is nobody from the next command on.
 *
 * @throws NotFoundError no such token
 */
export async function revokeServiceToken(
  mess: Mess,
  actor: Actor,
  name: string,
): Promise<ServiceToken> {
  requirePermission(actor, 'change the service tokens');
  return change(mess, actor, 'admin token revoke', async ({ trx, at, record }) => {
    const found = await findServiceToken(trx, name);
    if (found === undefined) {
      throw new NotFoundError('unknown_token', `There is no service token ${name}.`);
    }
    const token = toServiceToken(found, new Date(at));
    const { may, expiresAt } = found;
    await record({ subject: found.name, before: { name: found.name, may, expiresAt } });
    await deleteServiceToken(trx, found.name);
    return token;
  });
}

function toServiceToken(record: ServiceTokenRecord, now: Date): ServiceToken {
  const { name, may, createdAt, lastUsedAt, expiresAt } = record;
  const status = isExpired(expiresAt, now) ? 'expired' : 'valid';
  return { name, may, createdAt, lastUsedAt, expiresAt, status };
}
