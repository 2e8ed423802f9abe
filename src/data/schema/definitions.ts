/** Something that a schema has: a table, or what is defined in or of one. */
export interface SchemaPart {
  readonly table: string;
  /** What it is, and its name where it has one: `table`, `column phone`, `index purchases_date`. */
  readonly part: string;
  /** Written in one way only. */
  readonly definition: string;
}

/** A text, a name in any quotes, a word, or a sign. */
const TOKEN = /'(?:[^']|'')*'|`(?:[^`]|``)*`|"(?:[^"]|"")*"|\[[^\]]*\]|[\w$]+|\S/g;

/** What begins a line of a table that defines no column. */
const NO_COLUMN =
  /^(primary|unique|foreign|check|constraint|key|index|fulltext|spatial|exclude|period)$/i;

/** SQL in small letters, without quotes about names, with blanks where they are needed. */
export function canonical(sql: string): string {
  return join(tokensOf(sql));
}

function tokensOf(sql: string): readonly string[] {
  return sql.match(TOKEN) ?? [];
}

function join(tokens: readonly string[]): string {
  return tokens
    .map((token) => (token.startsWith("'") ? token : token.replace(/[`"[\]]/g, '').toLowerCase()))
    .join(' ')
    .replace(/ ?\( ?/g, '(')
    .replace(/ \)/g, ')')
    .replace(/ ,/g, ',');
}

/** What stands in the brackets of a `create table`, and what before and behind them. */
export function readCreateTable(sql: string): {
  readonly head: string;
  readonly columns: readonly (readonly [name: string, definition: string])[];
  /** Keys, references and checks. */
  readonly others: readonly string[];
  readonly tail: string;
} {
  const tokens = tokensOf(sql);
  const begin = tokens.indexOf('(');
  const lines: string[][] = [[]];
  let depth = 0;
  let end = begin;
  for (let place = begin; place >= 0 && place < tokens.length; place++) {
    const token = tokens[place] ?? '';
    if (token === ')' && --depth === 0) {
      end = place;
      break;
    }
    if (token === ',' && depth === 1) lines.push([]);
    else if (depth > 0) lines.at(-1)?.push(token);
    if (token === '(') depth++;
  }
  const isColumn = ([first = '']: readonly string[]) => !NO_COLUMN.test(first);
  return {
    head: join(tokens.slice(0, begin)),
    columns: lines.filter(isColumn).map(([name = '', ...rest]) => [join([name]), join(rest)]),
    others: lines.filter((line) => !isColumn(line)).map(join),
    tail: join(tokens.slice(end + 1)),
  };
}
