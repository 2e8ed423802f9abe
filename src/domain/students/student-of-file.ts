import { type StudentDetails, USUAL } from './student.ts';

const COMPARED = ['name', 'branch', 'phone', 'joined', 'email', 'takesMessages'] as const;

/** Null where the file says nothing of it, as one without such a column. */
export type StudentOfFile = Pick<StudentDetails, 'id' | 'left'> & {
  readonly [K in (typeof COMPARED)[number]]: StudentDetails[K] | null;
};

/** Undefined where the file does not say all that a new student needs. */
export function completeStudent(file: StudentOfFile): StudentDetails | undefined {
  const { name, branch, phone } = file;
  if (name === null || branch === null || phone === null) return undefined;
  return { ...file, name, branch, phone, takesMessages: file.takesMessages ?? USUAL.takesMessages };
}

/** What a new student would need besides, in words. */
export function sayLacking({ name, branch, phone }: StudentOfFile): string {
  if (name === null) return 'names';
  if (branch !== null) return 'phone numbers';
  return phone === null ? 'branches and phone numbers' : 'branches';
}

/** What the student would be with what the file says. */
export function mergeStudent(before: StudentDetails, file: StudentOfFile): StudentDetails {
  return {
    id: before.id,
    name: file.name ?? before.name,
    branch: file.branch ?? before.branch,
    phone: file.phone ?? before.phone,
    joined: file.joined ?? before.joined,
    left: before.left,
    email: file.email ?? before.email,
    takesMessages: file.takesMessages ?? before.takesMessages,
  };
}

/** What is called otherwise in a sentence. */
const WORDS: Readonly<Record<string, string>> = { takesMessages: 'messages' };

/** `phone 9876543210, not 9876543200`. */
export function sayDifference(
  key: (typeof COMPARED)[number],
  before: StudentDetails,
  after: StudentDetails,
): string {
  return `${WORDS[key] ?? key} ${say(before[key])}, not ${say(after[key])}`;
}

function say(value: string | boolean | null): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? 'unknown');
}

/** What of a student the file says otherwise; empty where nothing. */
export function listDifferences(
  before: StudentDetails,
  after: StudentDetails,
): (typeof COMPARED)[number][] {
  return COMPARED.filter((key) => before[key] !== after[key]);
}
