import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { type Permission, requirePermission } from '../../auth/permissions.ts';
import { deleteProfile, listProfiles, putProfile } from '../../data/imports/profiles.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  describeProfile,
  findNearestProfile,
  type ImportProfile,
  type ProfileKind,
  type ProfileOptions,
  profileKey,
  writeProfileOptions,
} from '../../domain/imports/profile.ts';
import { idKey } from '../../domain/values/id.ts';
import { ConflictError, NotFoundError, UsageError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';

/** Sorted by name. */
export const listImportProfiles = reading('see import profiles', listProfiles);

/** @throws NotFoundError no such profile */
export const showImportProfile = reading('see import profiles', getProfile);

const IMPORTS: Readonly<Record<ProfileKind, Permission>> = {
  attendance: 'import attendance',
  students: 'change the roll',
  purchases: 'enter purchases',
};

/**
 * What a profile keeps for the import of a file: whoever may import it may read how.
 *
 * @throws NotFoundError no such profile
 * @throws UsageError it is for files of another kind
 */
export async function useImportProfile(
  mess: Mess,
  actor: Actor,
  name: string,
  kind: ProfileKind,
): Promise<ImportProfile> {
  requirePermission(actor, IMPORTS[kind]);
  const profile = await getProfile(mess.db, name);
  if (profile.kind === kind) return profile;
  const sentence = `The profile ${profile.name} is for files of ${profile.kind}, not of ${kind}.`;
  throw new UsageError('unfit_profile', sentence, {
    about: { name: profile.name, kind: profile.kind },
  });
}

/** What was done to a profile. */
export interface ChangedProfile {
  readonly profile: ImportProfile;
  /** Undefined where there was none. */
  readonly before: ImportProfile | undefined;
  readonly changed: boolean;
}

/**
 * Keeps how files are read under a name.
 *
 * @param mayReplace whether it may take the place of another one of that name
 * @throws ConflictError there is one of that name
 * @throws ValueError `too_long`
 */
export async function addImportProfile(
  mess: Mess,
  actor: Actor,
  profile: ImportProfile,
  mayReplace: boolean,
): Promise<ChangedProfile> {
  requirePermission(actor, 'change import profiles');
  writeProfileOptions(profile.options);
  return change(mess, actor, 'import-profiles add', async ({ trx, record }) => {
    const before = findProfile(await listProfiles(trx), profile.name);
    if (before !== undefined && !mayReplace) {
      const sentence = `There is a profile ${before.name} already, for files of ${before.kind}.`;
      throw new ConflictError('profile_exists', sentence, { about: { name: before.name } });
    }
    if (isDeepStrictEqual(before, profile)) return { profile, before, changed: false };
    await put(trx, record, before, profile);
    return { profile, before, changed: true };
  });
}

export interface ProfileEdit {
  /** What is kept in place of what was; the ids of those who are no students besides those that were. */
  readonly options: ProfileOptions;
  /** Ids that are no longer passed over. */
  readonly students: readonly string[];
}

/**
 * Keeps some of what a profile says otherwise.
 *
 * @throws NotFoundError no such profile
 * @throws ValueError `too_long`
 */
export async function editImportProfile(
  mess: Mess,
  actor: Actor,
  name: string,
  edit: ProfileEdit,
): Promise<ChangedProfile> {
  requirePermission(actor, 'change import profiles');
  return change(mess, actor, 'import-profiles edit', async ({ trx, record }) => {
    const before = await getProfile(trx, name);
    const profile = { ...before, options: applyEdit(before.options, edit) };
    if (isDeepStrictEqual(before, profile)) return { profile, before, changed: false };
    writeProfileOptions(profile.options);
    await put(trx, record, before, profile);
    return { profile, before, changed: true };
  });
}

function applyEdit(before: ProfileOptions, { options, students }: ProfileEdit): ProfileOptions {
  const { notStudents: were, ...kept } = before;
  const { notStudents: more = [], ...changed } = options;
  const byKey = new Map((were ?? []).map((id) => [idKey(id), id]));
  for (const id of more) if (!byKey.has(idKey(id))) byKey.set(idKey(id), id);
  for (const id of students) byKey.delete(idKey(id));
  const notStudents = [...byKey.values()];
  return { ...kept, ...changed, ...(notStudents.length === 0 ? {} : { notStudents }) };
}

/** @throws NotFoundError no such profile */
export async function removeImportProfile(
  mess: Mess,
  actor: Actor,
  name: string,
): Promise<ImportProfile> {
  requirePermission(actor, 'change import profiles');
  return change(mess, actor, 'import-profiles remove', async ({ trx, record }) => {
    const profile = await getProfile(trx, name);
    await record({ subject: profile.name, before: describe(profile), after: null });
    await deleteProfile(trx, profile.name);
    return profile;
  });
}

async function put(
  trx: Knex.Transaction,
  record: (change: {
    readonly subject: string;
    readonly before: unknown;
    readonly after: unknown;
  }) => Promise<number>,
  before: ImportProfile | undefined,
  profile: ImportProfile,
): Promise<void> {
  const was = before === undefined ? null : describe(before);
  const sequence = await record({ subject: profile.name, before: was, after: describe(profile) });
  await putProfile(trx, profile, sequence);
}

function describe({ kind, options }: ImportProfile): object {
  return describeProfile(kind, options);
}

function findProfile(profiles: readonly ImportProfile[], name: string): ImportProfile | undefined {
  return profiles.find((each) => profileKey(each.name) === profileKey(name));
}

/**
 * The profile of this name, without regard to case and extra spaces.
 *
 * @throws NotFoundError no such profile
 */
async function getProfile(db: Knex, name: string): Promise<ImportProfile> {
  const profiles = await listProfiles(db);
  const profile = findProfile(profiles, name);
  if (profile !== undefined) return profile;
  const names = profiles.map((each) => each.name);
  throw new NotFoundError('unknown_profile', `There is no import profile ${name}.`, {
    about: { nearest: findNearestProfile(names, name), names },
  });
}
