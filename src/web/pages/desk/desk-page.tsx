import type { VNode } from 'preact';
import { UsageError, ValueError } from '../../../errors.ts';
import { findUpiChange } from '../../../operations/upkeep/upi-change.ts';
import type { Download } from '../download.ts';
import type { Page, PageScope, Redirect, ShownPage } from '../page.ts';
import { DeskNav } from './nav.tsx';
import { UpiChanged } from './upi-changed.tsx';

/**
 * A page of the desk: with the way to the others. A value that an operation refuses is a mistake in the form.
 *
 * @throws Error what `post` throws, but for a `ValueError`
 */
export function deskPage(page: Omit<Page, 'front'>): Page {
  const { get, post } = page;
  return {
    ...page,
    front: 'desk',
    get: async (scope, input) => withNav(scope, await get(scope, input)),
    ...(post !== undefined && {
      async post(scope, input) {
        try {
          return await withNav(scope, await post(scope, input));
        } catch (error) {
          if (!(error instanceof ValueError)) throw error;
          const [first = '', ...rest] = error.message;
          const sentence = `${first.toUpperCase()}${rest.join('')}.`;
          throw new UsageError('bad_value', sentence, { cause: error });
        }
      },
    }),
  };
}

async function withNav<T extends ShownPage | Redirect | Download>(
  scope: PageScope,
  shown: T,
): Promise<T | ShownPage> {
  if ('to' in shown || 'sheet' in shown) return shown;
  const { mess, actor } = scope;
  const change = 'id' in actor ? await findUpiChange(mess, actor) : undefined;
  return addDesk(scope, shown as ShownPage, change && <UpiChanged scope={scope} change={change} />);
}

/** A page with the look of the desk, and the way to its others for who is signed in. */
export function addDesk(
  { actor, path }: Pick<PageScope, 'actor' | 'path'>,
  shown: ShownPage,
  notice?: VNode,
): ShownPage {
  const assets = ['desk.css', ...(shown.assets ?? [])];
  if (!('id' in actor)) return { ...shown, assets };
  const nav = (
    <>
      <DeskNav actor={actor} path={path} />
      {notice}
    </>
  );
  return { ...shown, nav, assets };
}

/** A page that leads to another one; an address of before for good. */
export function leadTo(
  path: string,
  permission: Page['permission'],
  to: (scope: PageScope) => Promise<string>,
  isForGood?: true,
): Page {
  return {
    path,
    front: 'desk',
    permission,
    get: async (scope) => ({ to: await to(scope), ...(isForGood && { isForGood }) }),
  };
}
