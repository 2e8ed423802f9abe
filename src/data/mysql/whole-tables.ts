import type { Knex } from 'knex';

/** A statement as knex has written it. */
interface Statement {
  readonly sql: string;
}

/**
 * Lets a knex make each table in one statement. Its own way is to add the keys one by one afterwards:
 * killed between them, a migration's guard would find the table, and the keys would be missing for good.
 */
export function makeTablesWhole(db: Knex): void {
  const { client } = db;
  const { tableCompiler } = client;
  client.tableCompiler = (...values: unknown[]) => {
    const compiler = tableCompiler.apply(client, values);
    const { toSQL } = compiler;
    compiler.toSQL = () => joinStatements(toSQL.call(compiler));
    return compiler;
  };
}

/** `create table t (…)` and then `alter table t add …` as one; others as they are. */
function joinStatements(statements: readonly Statement[]): readonly Statement[] {
  const [create, ...additions] = statements;
  if (!create?.sql.startsWith('create table ')) return statements;
  const clauses = additions.map(({ sql }) => {
    const clause = /^alter table `\w+` add (.+)$/s.exec(sql)?.[1];
    if (clause === undefined) throw new Error(`not a part of making a table: ${sql}`);
    return `, ${clause}`;
  });
  const end = create.sql.lastIndexOf(')');
  return [{ ...create, sql: create.sql.slice(0, end) + clauses.join('') + create.sql.slice(end) }];
}
