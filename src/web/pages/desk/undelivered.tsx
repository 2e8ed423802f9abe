import { sayTroubles } from '../../../domain/messages/troubles.ts';
import type { MessStatus } from '../../../domain/upkeep/mess-status.ts';
import { Written } from '../name.tsx';
import type { PageScope } from '../page.ts';
import { withQuery } from './paths.ts';
import { timeOf } from './style.ts';

/** Messages that did not arrive, each with the page that lists it. */
export function Undelivered({
  scope: { mess },
  messages,
}: {
  readonly scope: PageScope;
  readonly messages: MessStatus['messages'];
}) {
  const troubles = sayTroubles(messages, timeOf(mess));
  if (troubles.length === 0) return null;
  return (
    <>
      <h2>Messages</h2>
      <ul class="plain">
        {troubles.map(({ channel, state, words, why }) => (
          <li key={`${channel} ${state}`}>
            <a
              class="tap"
              href={withQuery('/desk/messages', { state: state === 'waiting' ? 'queued' : state })}
            >
              {words}
            </a>
            {why !== null && (
              <>
                : <Written text={why} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
