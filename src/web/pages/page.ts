import type { VNode } from 'preact';
import type { Language } from '../../domain/mess/language.ts';
import type { OwnPermission, Permission } from '../../operations/access/permissions.ts';
import type { Messages } from '../messages/messages.ts';
import type { Scope } from '../request.ts';
import type { Download } from './download.ts';
import type { Given, Problem } from './sent.ts';

/** What a page is made with. */
export interface PageScope extends Scope {
  readonly language: Language;
  /** Of the request, without a query. */
  readonly path: string;
  readonly say: Messages;
  /** What a form sends back, so that it is known to be ours; undefined where nobody is signed in. */
  readonly csrf: string | undefined;
  /** The cookie of a session that began, and that of one that ended. */
  startSession(token: string): string;
  endSession(): string;
  /** The cookie of a language that was chosen. */
  keepLanguage(language: Language): string;
  /** Of the page, with what is asked behind it. */
  readonly address: string;
  /** Of this server, as its clients reach it. */
  readonly origin: string;
}

export interface ShownPage {
  readonly title: string;
  readonly body: VNode;
  /** 200 when undefined. */
  readonly status?: number;
  /** What a browser is to keep. */
  readonly cookies?: readonly string[];
  /** The way to other pages. */
  readonly nav?: VNode;
  /** Style sheets besides that of all pages, and scripts, as `desk.css`. */
  readonly assets?: readonly string[];
}

/** Where somebody is sent, with GET. */
export interface Redirect {
  /** A path of this server. */
  readonly to: string;
  /** It will always be there, so that a browser may remember it. */
  readonly isForGood?: true;
  readonly cookies?: readonly string[];
}

interface Input {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Given;
}

/** A page that does its job by a plain form: what is sent is answered by another page, or by the same with what was wrong. */
export interface Page {
  readonly path: string;
  /** For whom: the pages of students alone can be served without the others. */
  readonly front: 'student' | 'desk';
  readonly permission: Permission | 'none';
  readonly own?: OwnPermission;
  /** What one must be allowed to send the form, where that is more. */
  readonly sends?: Permission;
  /** Its form signs somebody in, which works out slow hashes and writes little. */
  readonly isSignIn?: true;
  /** Its form has a file, which may be larger than another form. */
  readonly takesFile?: true;
  /** Of a form with a file, whether what was sent only looks at what would be done. */
  readonly isLook?: (given: Given) => boolean;
  /** It may take long, and is made where it keeps nobody waiting. */
  readonly isHeavy?: true;
  /** @param problem what was wrong with the form, which is shown again */
  get(
    scope: PageScope,
    input: Input & { readonly problem: Problem | undefined },
  ): Promise<ShownPage | Redirect | Download>;
  /**
   * Does what the form asks for, once: with the same number a change is not done again.
   *
   * @returns a page where nothing was changed, or where it tells a secret that is told once
   * @throws MessError what is shown with the form
   */
  post?(scope: PageScope, input: Input & { readonly given: Given }): Promise<Redirect | ShownPage>;
}
