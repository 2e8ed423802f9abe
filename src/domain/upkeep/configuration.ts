/** What may be set for all runs on a machine. */
export const CONFIG_KEYS = ['database', 'smtp', 'smtp-password-file', 'mail-from'] as const;

export type ConfigKey = (typeof CONFIG_KEYS)[number];

/** What may say a value; each goes before those that follow it. */
export const CONFIG_ORIGINS = ['option', 'environment', 'file', 'default'] as const;

/** The value that counts, and what says so. */
export interface ConfigValue {
  readonly key: ConfigKey;
  /** Without secrets; `none` where nothing is set. */
  readonly value: string;
  readonly origin: (typeof CONFIG_ORIGINS)[number];
  /** The option, the variable, or the path of the file; null of a default. */
  readonly from: string | null;
}
