import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../src/commands/catalogue.ts';

/** What each room of the house may import, besides itself. Design: CONTRIBUTING.md, "The house". */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  domain: ['errors'],
  data: ['errors', 'domain', 'migrations'],
  input: ['errors', 'domain'],
  mail: ['errors', 'domain'],
  documents: ['errors', 'domain'],
  output: ['errors', 'domain', 'documents'],
  auth: ['errors', 'domain', 'data'],
  operations: ['errors', 'domain', 'data', 'input', 'auth'],
  commands: ['errors', 'domain', 'input', 'mail', 'documents', 'output', 'operations'],
  web: ['errors', 'domain', 'input', 'documents', 'operations'],
  cli: ['errors', 'domain', 'data', 'input', 'output', 'operations', 'commands', 'web'],
  migrations: [],
};

/** Each package has one home. Types cost nothing at run time, but tie rooms together all the same. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  knex: ['data', 'migrations'],
  'better-sqlite3': ['data'],
  '@photostructure': ['data'],
  mysql2: ['data'],
  'csv-parse': ['input'],
  htmlparser2: ['input'],
  luxon: ['domain', 'input'],
  'fastest-levenshtein': ['domain'],
  typebox: ['documents', 'web'],
  fastify: ['web'],
  '@fastify': ['web'],
  preact: ['web'],
  'preact-render-to-string': ['web'],
  uqr: ['documents'],
  'csv-stringify': ['documents'],
  'cli-table3': ['output'],
  'get-east-asian-width': ['output'],
  pdfkit: ['output'],
  chalk: ['output'],
  nodemailer: ['mail'],
  bcrypt: ['auth'],
  '@noble': ['auth'],
  '@inquirer': ['cli'],
  commander: ['cli', 'commands'],
};

/** `import type { Knex }` is how an operation, or who checks a session, says "a database or a transaction". */
const TYPE_ONLY_HOMES: Readonly<Record<string, readonly string[]>> = {
  knex: ['auth', 'operations'],
};

/** Who may touch the process: everybody else gets streams, clock and environment handed in. */
const MAY_USE_PROCESS = ['cli'];

/** Rooms that know no front: they give reasons, and each front says what helps in its own words. */
const KNOW_NO_FRONT = 'errors domain data input mail documents auth operations output'.split(' ');

const COMMANDS = CATALOGUE.map(({ name }) => name).join('|');

/** An option, a command line, or a variable of the environment; … is where a value stands. */
const FRONT_WORDS = new RegExp(`--[a-z…]|\\bmess (?:(?:${COMMANDS})\\b|…)|\\bMESS_[A-Z]`);

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Every broken rule in a tree, one sentence each. */
function findViolations(root: string): string[] {
  const violations: string[] = [];
  const files = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(root, folder, name)),
  );
  for (const file of files) {
    const room = roomOf(root, file);
    const name = relative(root, file);
    const allowed = MAY_IMPORT[room];
    if (allowed === undefined) {
      violations.push(`${name} is in no known room`);
      continue;
    }
    const { imports, globals, texts, givesHint } = inspect(file);
    for (const { from, typeOnly } of imports) {
      if (from.startsWith('.')) {
        const target = resolve(dirname(file), from);
        if (target.endsWith('package.json')) continue;
        const targetRoom = roomOf(root, target);
        if (targetRoom !== room && !allowed.includes(targetRoom)) {
          violations.push(`${name} imports ${relative(root, target)}`);
        }
        if (isSchema(root, target) && !isSchema(root, file) && !typeOnly && room !== 'web') {
          violations.push(`${name} loads ${relative(root, target)}`);
        }
      } else if (!from.startsWith('node:')) {
        const packageName = from.split('/')[0] ?? '';
        const homes = PACKAGE_HOMES[packageName];
        const typeHomes = typeOnly ? (TYPE_ONLY_HOMES[packageName] ?? []) : [];
        if (homes === undefined)
          violations.push(`${name} imports ${packageName}, which has no home`);
        else if (![...homes, ...typeHomes].includes(room)) {
          violations.push(`${name} imports ${packageName}`);
        }
      } else if (from === 'node:process') {
        violations.push(`${name} imports node:process`);
      }
    }
    for (const used of globals) {
      // What a binary has to fit is a matter of whoever loads it.
      if (room === 'data' && used === 'process.versions') continue;
      if (!MAY_USE_PROCESS.includes(room)) violations.push(`${name} uses ${used}`);
    }
    if (!KNOW_NO_FRONT.includes(room)) continue;
    const said = texts.filter((text) => FRONT_WORDS.test(text));
    for (const text of said) violations.push(`${name} speaks the command line: ${text}`);
    // A document has the key of a hint, and whoever shows it the words.
    if (givesHint && room !== 'documents') violations.push(`${name} gives a hint`);
  }
  return violations;
}

function roomOf(root: string, file: string): string {
  const [top, second] = relative(root, file).split('/');
  // Errors are their classes, the list of reasons for them, and the facts of each.
  if (second === 'reasons.ts' || second === 'facts.ts') return 'errors';
  return top === 'src' ? (second ?? '').replace(/\.ts$/, '') : (top ?? '');
}

/** No command builds a schema: what makes documents takes its types alone. */
function isSchema(root: string, file: string): boolean {
  return relative(root, file).startsWith('src/documents/schemas/');
}

interface Inspected {
  readonly imports: Import[];
  readonly globals: string[];
  /** What stands in quotes or backticks, with … for each value. */
  readonly texts: string[];
  readonly givesHint: boolean;
}

function inspect(file: string): Inspected {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const imports: Import[] = [];
  const globals: string[] = [];
  const texts: string[] = [];
  let givesHint = false;
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const specifier = node.moduleSpecifier;
      if (specifier && ts.isStringLiteral(specifier)) {
        const typeOnly = ts.isImportDeclaration(node)
          ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
          : node.isTypeOnly;
        imports.push({ from: specifier.text, typeOnly });
      }
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteral(specifier)) {
        imports.push({ from: specifier.text, typeOnly: false });
      }
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      imports.push({ from: (node.argument.literal as ts.StringLiteral).text, typeOnly: true });
    } else if (
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      ['process', 'console'].includes(node.expression.text)
    ) {
      globals.push(node.getText());
    } else if (ts.isStringLiteralLike(node)) {
      texts.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      const rest = node.templateSpans.map(({ literal }) => literal.text);
      texts.push([node.head.text, ...rest].join('…'));
    } else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      givesHint ||= node.name.getText() === 'hint';
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, globals, texts, givesHint };
}

describe('the house', () => {
  test('imports go one way, packages have one home, only cli knows the process', () => {
    expect(findViolations(resolve('.'))).toEqual([]);
  });

  test.each([
    [
      'src/domain/a.ts',
      "import { openDatabase } from '../data/open.ts';",
      'imports src/data/open.ts',
    ],
    [
      'src/operations/a.ts',
      "import { render } from '../output/render.ts';",
      'imports src/output/render.ts',
    ],
    ['src/operations/a.ts', "await import('../cli/main.ts');", 'imports src/cli/main.ts'],
    [
      'src/output/a.ts',
      "import type { Bill } from '../operations/bills.ts';",
      'imports src/operations/bills.ts',
    ],
    [
      'src/operations/a.ts',
      "import { billDocument } from '../documents/billing/bill.ts';",
      'imports src/documents/billing/bill.ts',
    ],
    [
      'src/documents/a.ts',
      "import { Bill } from './schemas/billing.ts';",
      'loads src/documents/schemas/billing.ts',
    ],
    ['src/commands/a.ts', "import knex from 'knex';", 'imports knex'],
    [
      'src/web/pages/a.tsx',
      "import { render } from '../../output/render.ts';",
      'imports src/output/render.ts',
    ],

    ['src/operations/a.ts', "import knex from 'knex';", 'imports knex'],
    ['src/data/a.ts', 'console.log(1);', 'uses console.log'],
    ['src/commands/a.ts', 'process.exit(1);', 'uses process.exit'],
    ['src/utils/a.ts', 'export {};', 'is in no known room'],
    ['src/data/a.ts', "import _ from 'lodash';", 'imports lodash, which has no home'],
    [
      'src/operations/a.ts',
      "const sentence = 'give --yes if you are sure';",
      'speaks the command line: give --yes if you are sure',
    ],
    [
      'src/domain/a.ts',
      'const sentence = `see mess bill show`;',
      'speaks the command line: see mess bill show',
    ],
    [
      'src/auth/a.ts',
      `const sentence = \`mess \${kind} login\`;`,
      'speaks the command line: mess … login',
    ],
    [
      'src/data/a.ts',
      "const variable = 'MESS_DATABASE_PASSWORD_FILE';",
      'speaks the command line: MESS_DATABASE_PASSWORD_FILE',
    ],
    ['src/input/a.ts', "const options = { hint: 'check the path' };", 'gives a hint'],
  ])('a planted violation is found: %s with %s', (path, code, violation) => {
    const root = mkdtempSync(join(tmpdir(), 'mess-house-'));
    try {
      mkdirSync(join(root, 'migrations'));
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), code);
      expect(findViolations(root)).toEqual([`${path} ${violation}`]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test('nothing ends the process by force, and files stay readable', () => {
    for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(join('src', name), 'utf8');
      expect(text, name).not.toContain('process.exit(');
      expect(text.split('\n').length, `lines of ${name}`).toBeLessThanOrEqual(300);
    }
  });
});
