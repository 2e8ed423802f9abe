import type { Context } from './context.ts';

/** To be said by what starts or ends a session, where a service token goes before it. */
export function warnOfServiceToken(context: Context): void {
  const variable = context.serviceTokenVariable;
  if (variable === undefined) return;
  context.warn([`Commands act as the service token of ${variable} as long as that is set.`]);
}
