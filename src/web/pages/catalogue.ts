import { DESK_PAGES } from './desk/catalogue.ts';
import { docsPage, docsSectionPage } from './docs/docs.tsx';
import type { Page } from './page.ts';
import { signOutPage } from './sign-out.ts';
import { STUDENT_PAGES } from './student/catalogue.ts';

export const PAGES: readonly Page[] = [
  ...STUDENT_PAGES,
  signOutPage,
  ...DESK_PAGES,
  docsPage,
  docsSectionPage,
];
