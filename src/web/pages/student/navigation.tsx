import type { PageScope } from '../page.ts';

/** Where a student can go. */
export function StudentNavigation({ scope: { say, path } }: { readonly scope: PageScope }) {
  const links = [
    ['/me', say.home],
    ['/me/pay', say.pay],
    ['/me/payments', say.payments],
    ['/me/account', say.account],
  ] as const;
  const here = path.split('?')[0];
  return (
    <nav aria-label={say.pages}>
      {links.map(([to, name]) => (
        <a key={to} href={to} aria-current={to === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
