import type { Actor } from '../../../domain/actor.ts';
import { isAllowed, type Permission } from '../../../operations/access/permissions.ts';

interface Way {
  readonly path: string;
  readonly title: string;
  readonly permission: Permission;
}

/** What is opened every day. */
const WAYS: readonly Way[] = [
  { path: '/desk', title: 'To do', permission: 'see the status' },
  { path: '/desk/roll', title: 'Roll', permission: 'see the roll' },
  { path: '/desk/attendance', title: 'Attendance', permission: 'see attendance' },
  { path: '/desk/purchases', title: 'Purchases', permission: 'see purchases' },
  { path: '/desk/bills', title: 'Bills', permission: 'see bills' },
  { path: '/desk/payments', title: 'Payments', permission: "see everybody's dues" },
  { path: '/desk/dues', title: 'Dues', permission: "see everybody's dues" },
];

/** The rest, by what it is about. */
const MORE: readonly (readonly [title: string, ways: readonly Way[]])[] = [
  [
    'Money',
    [
      { path: '/desk/claims', title: 'Claims', permission: "see everybody's dues" },
      { path: '/desk/suspense', title: 'Suspense', permission: "see everybody's dues" },
      { path: '/desk/deposits', title: 'Deposits', permission: "see everybody's dues" },
      { path: '/desk/late-fees', title: 'Late fees', permission: 'enter late fees' },
      { path: '/desk/charges', title: 'Charges', permission: 'see charges' },
      { path: '/desk/cash', title: 'Cash counts', permission: "see everybody's dues" },
      { path: '/desk/books', title: 'Books', permission: 'close the books' },
      { path: '/desk/payers', title: 'Payers', permission: "see everybody's dues" },
      { path: '/desk/reports', title: 'Reports', permission: "see everybody's dues" },
    ],
  ],
  [
    'Lists and files',
    [
      { path: '/desk/imports', title: 'Imports', permission: 'see imports' },
      { path: '/desk/messages', title: 'Messages', permission: 'see messages' },
      { path: '/desk/months', title: 'Months', permission: 'see bills' },
      { path: '/desk/heads', title: 'Purchase heads', permission: 'see purchases' },
      { path: '/desk/charge-kinds', title: 'Kinds of charges', permission: 'see charges' },
    ],
  ],
  [
    'Who may do what',
    [
      { path: '/desk/codes', title: 'Activation codes', permission: 'make activation codes' },
      { path: '/desk/admins', title: 'Admins', permission: 'see the admins' },
      { path: '/desk/tokens', title: 'Service tokens', permission: 'see the service tokens' },
      { path: '/desk/record', title: 'Record of changes', permission: 'see the record of changes' },
      { path: '/desk/settings', title: 'Settings', permission: 'see the settings' },
      { path: '/desk/account', title: 'My account', permission: 'see the own sessions' },
    ],
  ],
];

/** The way to the pages of the desk, to each what they may see. */
export function DeskNav({ actor, path }: { readonly actor: Actor; readonly path: string }) {
  const isMine = ({ permission }: Way) => isAllowed(actor, permission);
  const isOf = (way: Way): boolean =>
    way.path === path || (way.path !== '/desk' && path.startsWith(`${way.path}/`));
  const item = (way: Way) => (
    <li key={way.path}>
      <a href={way.path} aria-current={isOf(way) ? 'page' : undefined}>
        {way.title}
      </a>
    </li>
  );
  const here = MORE.flatMap(([, ways]) => ways).find((way) => isOf(way) && isMine(way));
  return (
    <nav aria-label="Desk" class="desk-nav">
      <ul>{WAYS.filter(isMine).map(item)}</ul>
      <details>
        <summary>
          More
          {here !== undefined && (
            <>
              : <strong>{here.title}</strong>
            </>
          )}
        </summary>
        <dl>
          {MORE.map(([title, ways]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <ul>{ways.filter(isMine).map(item)}</ul>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </nav>
  );
}
