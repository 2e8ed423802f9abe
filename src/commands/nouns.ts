import type { Declare } from './verb.ts';

/** A group of commands. Its verbs are loaded only when the command line names it. */
export interface Noun {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<readonly Declare[]>;
}

export const NOUNS: readonly Noun[] = [
  {
    name: 'admin',
    summary: 'Sign in, and say who may do what',
    load: async () => (await import('./admin/verbs.ts')).verbs,
  },
  {
    name: 'student',
    summary: 'Keep the roll of students',
    load: async () => (await import('./student/verbs.ts')).verbs,
  },
  {
    name: 'attendance',
    summary: 'Record the days everybody was present',
    load: async () => (await import('./attendance/verbs.ts')).verbs,
  },
  {
    name: 'bill',
    summary: "Share a month's cost over the roll",
    load: async () => (await import('./bill/verbs.ts')).verbs,
  },
  {
    name: 'expenses',
    summary: 'See what a student owes',
    load: async () => (await import('./expenses/verbs.ts')).verbs,
  },
];
