import { NotFoundError, UsageError } from '../../errors.ts';

const CONTROL = /\p{Cc}/u;

/** A tab may stand between the cells of a file, which a query says. */
const CONTROL_BUT_TAB = /(?!\t)\p{Cc}/u;

/**
 * Refuses control characters in an address: they name nothing, and not every database can be asked for them.
 *
 * @throws NotFoundError they are in the path
 * @throws UsageError `bad_value`: they are in the query
 */
export function refuseControlCharacters(
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>>,
): void {
  if (Object.values(params).some((each) => CONTROL.test(each))) {
    throw new NotFoundError('no_such_page', 'There is no such address here.');
  }
  for (const [field, given] of Object.entries(query)) {
    const texts = [field, ...(Array.isArray(given) ? given : [given])];
    if (texts.some((each) => CONTROL_BUT_TAB.test(String(each)))) throw refusal(field);
  }
}

/** @throws UsageError `bad_value`: the name of a file has some */
export function refuseControlledName(name: string): string {
  if (CONTROL.test(name)) throw refusal('fileName');
  return name;
}

function refusal(field: string): UsageError {
  const shown = JSON.stringify(field).slice(1, -1);
  return new UsageError('bad_value', `${shown}: there are control characters in it.`, {
    details: { field, code: 'control_characters' },
  });
}
