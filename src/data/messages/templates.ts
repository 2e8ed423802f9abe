import type { Knex } from 'knex';
import { TEMPLATE_NAMES, type TemplateName } from '../../domain/messages/template.ts';

/** The templates that are the mess's own, as their files had them. */
export async function getOwnTemplates(db: Knex): Promise<ReadonlyMap<TemplateName, string>> {
  const rows: { name: string; source: string }[] = await db('message_templates').select(
    'name',
    'source',
  );
  const sources = new Map(rows.map(({ name, source }) => [name, source]));
  return new Map(
    TEMPLATE_NAMES.flatMap((name) => {
      const source = sources.get(name);
      return source === undefined ? [] : [[name, source] as const];
    }),
  );
}

/** Puts a template in place of another one that the mess has. */
export async function putTemplate(
  trx: Knex.Transaction,
  { name, source }: { readonly name: TemplateName; readonly source: string },
  auditSequence: number,
): Promise<void> {
  await deleteTemplates(trx, [name]);
  await trx('message_templates').insert({ name, source, changed_by: auditSequence });
}

export async function deleteTemplates(
  trx: Knex.Transaction,
  names: readonly TemplateName[],
): Promise<void> {
  await trx('message_templates')
    .whereIn('name', [...names])
    .delete();
}
