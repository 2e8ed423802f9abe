import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The layers that have subjects; commands and pages are cut by what a person types or opens. */
const LAYERS = ['domain', 'data', 'input', 'documents', 'operations', 'output'] as const;
type Layer = (typeof LAYERS)[number];

const ALL = [
  'access',
  'attendance',
  'billing',
  'charges',
  'imports',
  'mess',
  'purchases',
  'students',
] as const;

/** Which subjects each may see, besides itself: what it is made of. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  mess: [],
  imports: ['mess'],
  access: ['mess', 'students'],
  students: ['mess', 'imports', 'access'],
  attendance: ['mess', 'imports', 'students'],
  purchases: ['mess', 'imports'],
  charges: ['mess', 'imports', 'students', 'purchases'],
  billing: ['mess', 'students', 'attendance', 'purchases', 'charges'],
  payments: ['mess', 'imports', 'students', 'billing'],
  // An auditor gets what a check of the books found.
  reports: [...ALL, 'payments', 'upkeep'],
  messages: [...ALL, 'payments', 'reports'],
  original: ALL,
  upkeep: [...ALL, 'original', 'payments', 'messages'],
};

/** What is changed makes a bill stale, and a closed month refuses it. */
const OPERATIONS_MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  students: ['billing'],
  attendance: ['billing'],
  purchases: ['billing'],
  // Who was present may be charged.
  charges: ['billing', 'attendance'],
};

/** Rooms of one layer that are no subject, and who may use them there; all of the layer when not said. */
const ROOMS: Readonly<Record<Layer, readonly string[]>> = {
  domain: ['values'],
  data: ['sqlite', 'mysql', 'schema'],
  input: ['csv'],
  documents: ['schemas', 'words'],
  operations: [],
  output: ['fields', 'page', 'report'],
};

/** Every import of a subject that is not its importer's business, one sentence each. */
function findStrangers(root: string): string[] {
  const strangers: string[] = [];
  for (const layer of LAYERS) {
    const folder = join(root, 'src', layer);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const file = join(folder, name);
      const from = subjectOf(root, file);
      if (from.subject === undefined || ROOMS[layer].includes(from.subject)) continue;
      const isKnown = Object.hasOwn(MAY_SEE, from.subject);
      if (!isKnown) strangers.push(`src/${layer}/${from.subject} is no known subject`);
      for (const target of listImports(file)) {
        const to = subjectOf(root, target);
        if (!isKnown || isAllowed(from.subject, layer, to)) continue;
        strangers.push(`${relative(root, file)} imports ${relative(root, target)}`);
      }
    }
  }
  return [...new Set(strangers)];
}

interface Place {
  readonly layer: string | undefined;
  /** Undefined for a file that stands directly in its layer. */
  readonly subject: string | undefined;
}

function subjectOf(root: string, file: string): Place {
  const [top, layer, ...rest] = relative(root, file).split('/');
  return {
    layer: top === 'src' ? layer : undefined,
    subject: rest.length > 1 ? rest[0] : undefined,
  };
}

function isAllowed(from: string, layer: Layer, to: Place): boolean {
  const toLayer = LAYERS.find((each) => each === to.layer);
  if (toLayer === undefined || to.subject === undefined || to.subject === from) return true;
  if (ROOMS[toLayer].includes(to.subject)) return true;
  const also = layer === 'operations' ? (OPERATIONS_MAY_SEE[from] ?? []) : [];
  return [...(MAY_SEE[from] ?? []), ...also].includes(to.subject);
}

function listImports(file: string): string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...specifiers].map(([, specifier = '']) => resolve(dirname(file), specifier));
}

describe('subjects', () => {
  test('each sees only what it is made of', () => {
    expect(findStrangers(resolve('.'))).toEqual([]);
  });

  test('a folder has one subject: about fifteen files', () => {
    const counts = new Map<string, number>();
    for (const root of ['src', 'test']) {
      for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(tsx?|js|mjs)$/.test(name)) continue;
        const folder = dirname(join(root, name));
        counts.set(folder, (counts.get(folder) ?? 0) + 1);
      }
    }
    expect([...counts].filter(([, count]) => count > 16)).toEqual([]);
  });

  test.each([
    [
      'src/domain/students/a.ts',
      "import { isStale } from '../billing/stale-bill.ts';",
      'imports src/domain/billing/stale-bill.ts',
    ],
    [
      'src/data/purchases/a.ts',
      "import type { Bill } from '../../domain/billing/bill.ts';",
      'imports src/domain/billing/bill.ts',
    ],
    [
      'src/operations/mess/a.ts',
      "import { listRoll } from '../students/roll.ts';",
      'imports src/operations/students/roll.ts',
    ],
    ['src/domain/helpers/a.ts', 'export {};', undefined],
  ])('a planted stranger is found: %s with %s', (path, code, sentence) => {
    const root = mkdtempSync(join(tmpdir(), 'mess-subjects-'));
    try {
      for (const layer of LAYERS) mkdirSync(join(root, 'src', layer), { recursive: true });
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), code);
      const found =
        sentence === undefined ? `${dirname(path)} is no known subject` : `${path} ${sentence}`;
      expect(findStrangers(root)).toEqual([found]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
