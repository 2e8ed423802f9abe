import { languagePage } from '../language.ts';
import type { Page } from '../page.ts';
import { accountPage } from './account.tsx';
import { activatePage } from './activate.tsx';
import { mePage } from './me.tsx';
import { monthPage } from './month.tsx';
import { payPage } from './pay.tsx';
import { paymentsPage } from './payments.tsx';
import { privacyPage } from './privacy.tsx';
import { receiptPage } from './receipt.tsx';
import { secretPage } from './secret.tsx';
import { originalSignInPage, signInPage } from './sign-in.tsx';

/** The pages of students. */
export const STUDENT_PAGES: readonly Page[] = [
  signInPage,
  originalSignInPage,
  activatePage,
  mePage,
  monthPage,
  payPage,
  paymentsPage,
  receiptPage,
  accountPage,
  secretPage,
  privacyPage,
  languagePage,
];
