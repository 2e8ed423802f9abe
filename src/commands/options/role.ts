import { ADMIN_ROLES, type AdminRole } from '../../domain/access/admin.ts';
import { ValueError } from '../../errors.ts';
import type { Terminal } from '../context.ts';
import { choiceOption, givenOrAsked } from './values.ts';

export function roleOption() {
  return choiceOption('--role <ROLE>', 'what the admin may do', ADMIN_ROLES);
}

/** `--role`, given or asked for. */
export function getRole(terminal: Terminal, given: AdminRole | undefined): Promise<AdminRole> {
  const message = 'Role (owner, manager or viewer)';
  return givenOrAsked(terminal, given, '--role', message, parseRole);
}

function parseRole(text: string): AdminRole {
  const role = ADMIN_ROLES.find((each) => each === text.trim().toLowerCase());
  if (role === undefined) throw new ValueError('bad_role', `not one of ${ADMIN_ROLES.join(', ')}`);
  return role;
}
