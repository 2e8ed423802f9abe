import { NO_SETTING } from '../../../domain/mess/settings.ts';
import { isAllowed } from '../../../operations/access/permissions.ts';
import type { UpiChange } from '../../../operations/upkeep/upi-change.ts';
import { Written } from '../name.tsx';
import type { PageScope } from '../page.ts';
import { timeOf } from './style.ts';

/** Whoever changes where students pay to gets the money: everybody at the desk is told for a week. */
export function UpiChanged({
  scope: { mess, actor },
  change: { at, by, before, after },
}: {
  readonly scope: PageScope;
  readonly change: UpiChange;
}) {
  const { upiAddress, upiName } = mess.settings;
  return (
    <section class="upi-changed" aria-label="The UPI id was changed">
      <p>
        <strong>
          {upiAddress === NO_SETTING ? (
            'Students are told of no UPI id any more'
          ) : (
            <>
              Students are told to pay to <Written text={upiAddress} />
              {upiName !== NO_SETTING && (
                <>
                  , <Written text={upiName} />
                </>
              )}
            </>
          )}
          .
        </strong>{' '}
        {by ?? 'Somebody who holds the database'} changed it at {timeOf(mess)(at)}
        <Was what="the UPI id" before={before.upiAddress} isChanged={'upiAddress' in after} />
        <Was what="the name" before={before.upiName} isChanged={'upiName' in after} />. If this is
        not right, money goes to somebody else:{' '}
        {isAllowed(actor, 'change the settings') ? (
          <a href="/desk/settings">change it back at once</a>
        ) : (
          'tell an owner at once'
        )}
        .
      </p>
    </section>
  );
}

function Was({
  what,
  before,
  isChanged,
}: {
  readonly what: string;
  readonly before: string | undefined;
  readonly isChanged: boolean;
}) {
  if (!isChanged) return null;
  if (before === undefined || before === NO_SETTING) return <>; {what} was not set before</>;
  return (
    <>
      ; {what} was <Written text={before} />
    </>
  );
}
