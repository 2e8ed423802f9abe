import { ADMIN_ROLES, type AdminRole } from '../../domain/access/admin.ts';
import type { Terminal } from '../context.ts';
import { choiceOption, missingValue } from './values.ts';

/** In the order of the list that is asked with, which begins with the usual one. */
const ROLES: Readonly<Record<AdminRole, string>> = {
  manager: 'roll, attendance, purchases, bills',
  clerk: 'attendance and purchases; takes nothing back',
  viewer: 'looks, and changes nothing',
  owner: 'also admins, settings, backups',
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
