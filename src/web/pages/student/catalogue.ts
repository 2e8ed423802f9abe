import { languagePage } from '../language.ts';
import type { Page } from '../page.ts';
import { accountPage } from './access/account.tsx';
import { activatePage } from './access/activate.tsx';
import { secretPage } from './access/secret.tsx';
import { originalSignInPage, signInPage } from './access/sign-in.tsx';
import { mePage } from './me.tsx';
import { monthPage } from './month.tsx';
import { payPage } from './payments/pay.tsx';
import { paymentsPage } from './payments/payments.tsx';
import { receiptPage } from './payments/receipt.tsx';
import { privacyPage } from './privacy.tsx';

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
