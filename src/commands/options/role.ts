import { ADMIN_ROLES, type AdminRole } from '../../domain/access/admin.ts';
import type { Terminal } from '../context.ts';
import { choiceOption, givenOrChosen } from './values.ts';

export function roleOption() {
  return choiceOption('--role <ROLE>', 'what the admin may do', ADMIN_ROLES);
}

/** `--role`, given or asked for. */
export function getRole(terminal: Terminal, given: AdminRole | undefined): Promise<AdminRole> {
  return givenOrChosen(terminal, given, '--role', 'Role', ADMIN_ROLES);
}
