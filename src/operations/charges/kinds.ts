import { requirePermission } from '../../auth/permissions.ts';
import {
  hideKind,
  insertKind,
  listKinds as listKindRecords,
  listStoredKinds,
  updateKind,
} from '../../data/charges/kinds.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type ChargeKind,
  findKind,
  findNearestKind,
  kindKey,
  type ListedKind,
} from '../../domain/charges/charge.ts';
import { formatMinorOrNull } from '../../domain/values/money.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';

/** In the order they were made, hidden ones too. */
export const listKinds = reading('see charges', listKindRecords);

/** @throws ConflictError the name is taken */
export async function addKind(mess: Mess, actor: Actor, kind: ChargeKind): Promise<void> {
  requirePermission(actor, 'change charges');
  await change(mess, actor, 'charge kinds add', async ({ trx, record }) => {
    refuseTaken(await listStoredKinds(trx), kind.name);
    const { name, countsAs, rateMinor } = kind;
    await record({ subject: name, after: { name, countsAs, rate: plain(mess, rateMinor) } });
    await insertKind(trx, kind);
  });
}

export interface ChangedKind {
  readonly before: ListedKind;
  readonly kind: ListedKind;
  readonly changed: boolean;
}

/**
 * Gives a kind another name or rate; its charges stay with it, and as they are.
 *
 * @param changes what is not given stays; a rate of null is none
 * @throws NotFoundError no such kind
 * @throws ConflictError another one has the name
 */
export async function editKind(
  mess: Mess,
  actor: Actor,
  called: string,
  changes: Partial<Pick<ChargeKind, 'name' | 'rateMinor'>>,
): Promise<ChangedKind> {
  requirePermission(actor, 'change charges');
  return change(mess, actor, 'charge kinds edit', async ({ trx, record }) => {
    const kinds = await listStoredKinds(trx);
    const before = getKind(kinds, called);
    const kind = { ...before, ...changes };
    if (kind.name === before.name && kind.rateMinor === before.rateMinor) {
      return { before, kind, changed: false };
    }
    refuseTaken(
      kinds.filter(({ no }) => no !== before.no),
      kind.name,
    );
    const told = ({ name, rateMinor }: ListedKind) => ({ name, rate: plain(mess, rateMinor) });
    await record({ subject: before.name, before: told(before), after: told(kind) });
    await updateKind(trx, before.no, kind);
    return { before, kind, changed: true };
  });
}

/**
 * Hides a kind from new charges, or shows it again; its charges stay with it.
 *
 * @throws NotFoundError no such kind
 */
export async function setKindHidden(
  mess: Mess,
  actor: Actor,
  name: string,
  hidden: boolean,
): Promise<ChangedKind> {
  requirePermission(actor, 'change charges');
  const command = hidden ? 'charge kinds hide' : 'charge kinds unhide';
  return change(mess, actor, command, async ({ trx, record }) => {
    const before = getKind(await listStoredKinds(trx), name);
    const kind = { ...before, hidden };
    if (before.hidden === hidden) return { before, kind, changed: false };
    const sequence = await record({
      subject: before.name,
      before: { hidden: before.hidden },
      after: { hidden },
    });
    await hideKind(trx, before.no, hidden ? sequence : null);
    return { before, kind, changed: true };
  });
}

/**
 * The kind of this name for a new charge.
 *
 * @throws NotFoundError no such kind
 * @throws ConflictError it is hidden
 */
export function getOpenKind(kinds: readonly ListedKind[], name: string): ListedKind {
  const kind = getKind(kinds, name);
  if (!kind.hidden) return kind;
  throw new ConflictError('charge_kind_hidden', `The kind ${kind.name} is hidden.`, {
    about: { name: kind.name },
  });
}

/** @throws NotFoundError no such kind */
function getKind(kinds: readonly ListedKind[], name: string): ListedKind {
  const kind = findKind(kinds, name);
  if (kind !== undefined) return kind;
  const nearest = findNearestKind(kinds, name);
  throw new NotFoundError('unknown_charge_kind', `There is no kind of charges ${name}.`, {
    about: { nearest },
  });
}

function refuseTaken(kinds: readonly ListedKind[], name: string): void {
  const taken = kinds.find((each) => kindKey(each.name) === kindKey(name));
  if (taken === undefined) return;
  const { countsAs, hidden } = taken;
  const facts = [`counts as ${countsAs}`, ...(hidden ? ['hidden'] : [])].join(', ');
  throw new ConflictError(
    'charge_kind_exists',
    `There is a kind ${taken.name} already (${facts}).`,
    { about: { hidden: hidden ? taken.name : undefined } },
  );
}

function plain({ settings }: Mess, minor: bigint | null): string | null {
  return formatMinorOrNull(minor, settings.currencyDecimals);
}
