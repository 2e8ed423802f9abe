import type { Lack } from '../../domain/billing/month-state.ts';
import type { Month } from '../../domain/values/month.ts';

/** The command for what a month lacks; undefined where there is nothing to do but wait. */
export function nextStep(lack: Lack, month: Month): string | undefined {
  const commands: Readonly<Record<Lack, string | undefined>> = {
    end: undefined,
    attendance: 'attendance show',
    bill: 'bill register',
    revision: 'bill revise',
    purchases: 'bill revise --from-purchases',
    closing: 'month close',
  };
  const command = commands[lack];
  return command && `mess ${command} --month ${month}`;
}
