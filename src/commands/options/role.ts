import { Option } from 'commander';
import { ADMIN_ROLES, type AdminRole } from '../../domain/access/admin.ts';
import { ValueError } from '../../errors.ts';

export function roleOption(): Option {
  return new Option('--role <ROLE>', 'what the admin may do').choices(ADMIN_ROLES);
}

/** @throws ValueError `bad_role` */
export function parseRole(text: string): AdminRole {
  const role = ADMIN_ROLES.find((each) => each === text.trim().toLowerCase());
  if (role === undefined) throw new ValueError('bad_role', `not one of ${ADMIN_ROLES.join(', ')}`);
  return role;
}
