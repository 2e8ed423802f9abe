/** What a driver may give for an integer: SQLite a BigInt, MySQL a string for a BIGINT. */
export type DbInteger = bigint | number | string;

/** Money from the database, exact. */
export function toMinor(value: DbInteger): bigint {
  return BigInt(value);
}

/** Money that may be missing. */
export function toMinorOrNull(value: DbInteger | null): bigint | null {
  return value === null ? null : toMinor(value);
}
