export const ADMIN_ROLES = ['owner', 'manager', 'clerk', 'viewer'] as const;

export type AdminRole = (typeof ADMIN_ROLES)[number];

/** An admin as others may see them: without the password hash. */
export interface Admin {
  readonly id: string;
  readonly role: AdminRole;
  readonly disabled: boolean;
}
