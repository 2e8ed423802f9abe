import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Actor } from '../../domain/actor.ts';
import type { Language } from '../../domain/mess/language.ts';
import { MessError } from '../../errors.ts';
import { requireAllowed } from '../../operations/access/permissions.ts';
import type { Lanes } from '../../operations/mess/lanes.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { finishSignIn } from '../access/begin-session.ts';
import { setCookie } from '../access/cookies.ts';
import { identifyShown } from '../answer.ts';
import type { Assets } from '../assets.ts';
import { messagesOf } from '../messages/messages.ts';
import type { WebAnswer, WebRequest } from '../request.ts';
import { createCsrfToken, refuseOtherForm } from '../security/csrf.ts';
import { addDesk } from './desk/desk-page.tsx';
import { downloadAnswer } from './download.ts';
import { doOnce } from './form-once.ts';
import { Layout } from './layout.tsx';
import type { Page, PageScope, Redirect, ShownPage } from './page.ts';
import { PlainPage, ProblemPage } from './problem.tsx';
import type { Given, Problem } from './sent.ts';

const A_YEAR_SECONDS = 365 * 24 * 3600;

/** What pages need besides the mess. */
export interface PageWorld {
  readonly lanes: Lanes;
  readonly assets: Assets;
  /** Whether it is reached by HTTPS alone. */
  readonly isSecure: boolean;
}

/** What a page is asked with besides: the language, chosen or asked for. */
export interface PageRequest extends WebRequest {
  /** Its path, without a query. */
  readonly path: string;
  /** As it was asked for, with what stands behind it. */
  readonly address: string;
  /** Of this server, as its clients reach it. */
  readonly origin: string;
  readonly language: Language;
}

/** Shows a page. @throws MessError a fault that is shown as a page of its own */
export function answerPage(
  world: PageWorld,
  page: Page,
  request: PageRequest,
  problem?: Problem,
): Promise<WebAnswer> {
  return world.lanes.read(async (mess) => {
    const scope = await enter(world, mess, page, request);
    const { params } = request;
    const query = request.query as Given;
    const shown = await page.get(scope, { params, query, problem });
    if ('to' in shown) return redirect(shown);
    if ('sheet' in shown) return downloadAnswer(shown);
    const status = problem === undefined ? (shown.status ?? 200) : 422;
    return html(world, scope, shown, status);
  });
}

/**
 * Refuses who may not send the form, before a file is received with it.
 *
 * @throws MessError
 */
export function refuseSender(world: PageWorld, page: Page, request: PageRequest): Promise<void> {
  return world.lanes.read(async (mess) => {
    const { actor } = await enter(world, mess, page, request);
    if (page.sends !== undefined) requireAllowed(actor, page.sends, undefined);
  });
}

/** Takes what a form sent: sends on, or shows the form again with what is wrong. */
export async function answerForm(
  world: PageWorld,
  page: Page,
  request: PageRequest,
): Promise<WebAnswer> {
  const given = (request.body ?? {}) as Given;
  try {
    return await world.lanes[page.isSignIn ? 'signIn' : 'write'](async (opened) => {
      const operationId = readOperationId(given.operation);
      const mess = operationId === undefined ? opened : { ...opened, operationId };
      const scope = await enter(world, mess, page, request);
      // A cookie of a session that is over sends nothing in anybody's name, and its form has nothing to show.
      if (scope.csrf !== undefined && request.shown !== undefined) {
        refuseOtherForm(request.shown.token, given.csrf);
      }
      if (page.sends !== undefined) requireAllowed(scope.actor, page.sends, undefined);
      const began: string[] = [];
      const startSession = (token: string) => {
        began.push(token);
        return scope.startSession(token);
      };
      const done = await doOnce({ ...scope, startSession }, page, {
        params: request.params,
        query: request.query as Given,
        given,
      });
      const more = await Promise.all(
        began.map((token) => finishSignIn(scope, token, world.isSecure)),
      );
      const cookies = [...(done.cookies ?? []), ...more.flat()];
      return 'to' in done
        ? redirect({ ...done, cookies })
        : html(world, scope, { ...done, cookies }, done.status ?? 200);
    });
  } catch (error) {
    if (!(error instanceof MessError) || !isForForm(error)) throw error;
    return answerPage(world, page, request, { error, given });
  }
}

/** A page that says what went wrong. */
export function answerProblem(
  world: PageWorld,
  request: PageRequest,
  error: MessError,
  status: number,
): Promise<WebAnswer> {
  return world.lanes.read(async (mess) => {
    const actor = await identifyShown(mess, request);
    const scope = scopeOf(world, mess, actor, request);
    const shown = { title: scope.say.somethingWrong, body: ProblemPage({ scope, error }) as VNode };
    return html(world, scope, actor.kind === 'admin' ? addDesk(scope, shown) : shown, status);
  });
}

/** What is no UUID is the number of nothing. */
function readOperationId(text: string | undefined): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '') ? text : undefined;
}

/** The same without the mess, which is not to be asked anything, or cannot be. */
export function answerPlainly(language: Language, sentence: string, status: number): WebAnswer {
  const title = messagesOf(language).somethingWrong;
  const page = PlainPage({ language, title, sentence }) as VNode;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html>${render(page)}`,
  };
}

/** What whoever sent a form can mend in it. */
function isForForm({ code }: MessError): boolean {
  return ['usage', 'invalid', 'conflict', 'not_found', 'not_signed_in', 'busy'].includes(code);
}

async function enter(
  world: PageWorld,
  mess: Mess,
  page: Page,
  request: PageRequest,
): Promise<PageScope> {
  const actor = await identifyShown(mess, request);
  if (page.permission !== 'none') requireAllowed(actor, page.permission, page.own);
  return scopeOf(world, mess, actor, request);
}

function scopeOf(
  { isSecure }: PageWorld,
  mess: Mess,
  actor: Actor,
  request: PageRequest,
): PageScope {
  const { shown, language, path, address, origin } = request;
  const csrf = shown?.by === 'cookie' && 'id' in actor ? createCsrfToken(shown.token) : undefined;
  return {
    mess,
    actor,
    request,
    language,
    path,
    address,
    origin,
    say: messagesOf(language),
    csrf,
    startSession: (token) => setCookie('mess', token, { isSecure }),
    endSession: () => setCookie('mess', '', { isSecure, maxAgeSeconds: 0 }),
    keepLanguage: (chosen) =>
      setCookie('mess-language', chosen, { isSecure, maxAgeSeconds: A_YEAR_SECONDS }),
  };
}

/** Where somebody signs in who is to be signed in for a page. */
export function signInPathOf({ front }: Page): string {
  return front === 'student' ? '/' : '/adminloginpage';
}

function redirect({ to, isForGood, cookies = [] }: Redirect): WebAnswer {
  return { status: isForGood ? 308 : 303, headers: { location: to }, cookies, body: '' };
}

/**
 * Without an entity tag: after a sign-out nothing of a page is to be found in a browser, so that it keeps none to
 * ask about.
 */
function html(
  { assets }: PageWorld,
  scope: PageScope,
  { title, body, nav, assets: more = [], cookies = [] }: ShownPage,
  status: number,
): WebAnswer {
  const files = ['style.css', ...more].map((name) => assets.paths.get(name) ?? '');
  const page = Layout({ scope, title, files, nav, children: body });
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    cookies,
    body: `<!doctype html>${render(page)}`,
  };
}
