import type { Knex } from 'knex';
import {
  type ImportProfile,
  type ProfileKind,
  profileKey,
  writeProfileOptions,
} from '../../domain/imports/profile.ts';

interface ProfileRow {
  name: string;
  kind: ProfileKind;
  options: string;
}

/** Sorted by name. */
export async function listProfiles(db: Knex): Promise<ImportProfile[]> {
  const rows: ProfileRow[] = await db('import_profiles')
    .orderBy('name_key')
    .select('name', 'kind', 'options');
  return rows.map(({ name, kind, options }) => ({ name, kind, options: JSON.parse(options) }));
}

/** Keeps a profile, in place of another one of its name. */
export async function putProfile(
  trx: Knex.Transaction,
  { name, kind, options }: ImportProfile,
  auditSequence: number,
): Promise<void> {
  await deleteProfile(trx, name);
  await trx('import_profiles').insert({
    name_key: profileKey(name),
    name,
    kind,
    options: writeProfileOptions(options),
    changed_by: auditSequence,
  });
}

export async function deleteProfile(trx: Knex.Transaction, name: string): Promise<void> {
  await trx('import_profiles')
    .where({ name_key: profileKey(name) })
    .delete();
}
