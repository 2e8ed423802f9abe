import { ADMIN_ROLES, type AdminRole } from '../../domain/access/admin.ts';
import type { Terminal } from '../context.ts';
import { choiceOption, missingValue } from './values.ts';

/** In the order of the list that is asked with: who only presses Enter gives the least. */
const ROLES: Readonly<Record<AdminRole, string>> = {
  viewer: 'reads, changes nothing',
  clerk: 'enters, undoes nothing',
  manager: 'roll, purchases, bills',
  owner: 'also admins, settings',
};

export function roleOption() {
  return choiceOption('--role <ROLE>', 'what the admin may do', ADMIN_ROLES);
}

/** `--role`, given or asked for. */
export async function getRole(
  { prompter }: Terminal,
  given: AdminRole | undefined,
): Promise<AdminRole> {
  if (given !== undefined) return given;
  if (prompter === undefined) throw missingValue('--role');
  const choices = Object.keys(ROLES) as AdminRole[];
  return prompter.choose({ message: 'Role', choices, notes: ROLES });
}
