import { DESK_PAGES } from './desk/catalogue.ts';
import type { Page } from './page.ts';
import { signOutPage } from './sign-out.ts';
import { mePage } from './student/me.tsx';
import { signInPage } from './student/sign-in.tsx';

export const PAGES: readonly Page[] = [signInPage, mePage, signOutPage, ...DESK_PAGES];
