import type { AccountMap, AccountName } from './accounts.ts';
import type { Journal, JournalFormat } from './journal.ts';

/** What a posting goes to, as it is written in a journal. */
export type AccountNamer = (account: AccountName, of: number | null) => string;

/** The accounts of a journal by their names, each made once. */
export function createNamer(
  { accounts, students, heads }: Pick<Journal, 'accounts' | 'students' | 'heads'>,
  format: JournalFormat,
): AccountNamer {
  const nameStudent = format === 'hledger' ? (id: string) => id : encodeStudent;
  const nameHead = format === 'hledger' ? spellHead : encodeHead;
  const ofStudents = new Map(students.map(({ no, id }) => [no, nameStudent(id)]));
  const ofHeads = new Map([...heads].map(([no, name]) => [no, nameHead(name)]));
  const made = new Map<AccountName, Map<number, string>>();
  return (account, of) => {
    if (of === null) return accounts[account];
    let known = made.get(account);
    if (known === undefined) {
      known = new Map();
      made.set(account, known);
    }
    let name = known.get(of);
    if (name === undefined) {
      const owner = (account === 'purchases' ? ofHeads : ofStudents).get(of);
      name = below(accounts, account, owner ?? String(of));
      known.set(of, name);
    }
    return name;
  };
}

function below(accounts: AccountMap, account: AccountName, owner: string): string {
  return `${accounts[account]}:${owner}`;
}

/** Ids of different students stay different: what stands for a sign stands for no other. */
export function encodeStudent(id: string): string {
  return `S-${encode(id, /[^A-Za-z0-9]/g)}`;
}

function encodeHead(name: string): string {
  return `H-${encode(name, /[^A-Za-z0-9]/gu)}`;
}

/** As people wrote it, but for what would end the name or begin another account. */
function spellHead(name: string): string {
  return encode(name, /[^\p{L}\p{M}\p{N} &./_()]|^[ (]|(?<= ) | $/gu);
}

/** Each byte that is meant as a hyphen and two digits, hexadecimal. */
function encode(text: string, meant: RegExp): string {
  return text.replace(meant, (sign) =>
    [...new TextEncoder().encode(sign)]
      .map((byte) => `-${byte.toString(16).padStart(2, '0')}`)
      .join(''),
  );
}
