import { LANGUAGES } from '../../domain/mess/language.ts';
import type { Page } from './page.ts';

/** A path of this server: what begins with two slashes is another one. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x7e]{0,500}$/;

/** Keeps the language that somebody chose, and leads back to where they were. */
export const languagePage: Page = {
  path: '/language',
  front: 'student',
  permission: 'none',
  async get() {
    return { to: '/' };
  },
  async post({ keepLanguage }, { given }) {
    const { back = '/' } = given;
    const chosen = LANGUAGES.find((each) => each === given.language);
    const to = OWN_PATH.test(back) ? back : '/';
    return { to, cookies: chosen === undefined ? [] : [keepLanguage(chosen)] };
  },
};
