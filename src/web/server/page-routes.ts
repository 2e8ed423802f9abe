import type { FastifyRequest } from 'fastify';
import type { Language } from '../../domain/mess/language.ts';
import { NotFoundError } from '../../errors.ts';
import type { Reason } from '../../reasons.ts';
import { cookieName, readCookie } from '../access/cookies.ts';
import type { HttpError } from '../errors.ts';
import { chooseLanguage } from '../messages/messages.ts';
import {
  answerForm,
  answerPage,
  answerPlainly,
  answerProblem,
  type PageRequest,
  type PageWorld,
  refuseSender,
  signInPathOf,
} from '../pages/answer.ts';
import { PAGES } from '../pages/catalogue.ts';
import type { WebAnswer } from '../request.ts';
import type { Limits } from '../security/limits/limits.ts';
import { isSecure, originOf, refuseForeign, toWebRequest } from './client.ts';
import type { WebServer } from './create-server.ts';
import { longWorkOf } from './guard.ts';
import { readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { send } from './send.ts';
import { receiveUpload, takeUploads } from './uploads.ts';

/** What people look at. */
export function addPages(server: WebServer, options: ServerOptions, limits: Limits): void {
  const world: PageWorld = {
    lanes: options.lanes,
    assets: options.assets,
    isSecure: isSecure(options),
  };
  const shown = PAGES.filter(({ front }) => !options.onlyStudents || front === 'student');
  server.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const page of shown) {
      const { path } = page;
      pages.get(path, async (request, reply) => {
        const { answerHeavy } = options;
        const asked = toPageRequest(request, options);
        return send(
          reply,
          await (page.isHeavy && answerHeavy !== undefined
            ? answerHeavy({ kind: 'page', path, request: asked })
            : answerPage(world, page, asked)),
        );
      });
      if (page.post === undefined || page.takesFile) continue;
      pages.post(path, { config: { isSignIn: page.isSignIn === true } }, async (request, reply) => {
        refuseForeign(request, options);
        return send(reply, await answerForm(world, page, toPageRequest(request, options)));
      });
    }
    pages.register(async (files) => {
      takeUploads(files, ['multipart/form-data']);
      for (const page of shown) {
        if (!page.takesFile) continue;
        files.post(page.path, async (request, reply) => {
          refuseForeign(request, options);
          const asked = { ...toPageRequest(request, options), body: undefined };
          await refuseSender(world, page, asked);
          const answer = await receiveUpload(request, ({ fields, file }) => {
            const isLook = page.isLook?.(fields) ?? false;
            const by = longWorkOf(request, options, asked.shown, isLook);
            return limits.alone(by, () =>
              answerForm(world, page, { ...asked, body: fields, file }),
            );
          });
          return send(reply, answer);
        });
      }
    });
    pages.setErrorHandler(async (error, request, reply) => {
      const found = readError(options, request, error);
      const page = PAGES.find(({ path }) => path === request.routeOptions.url);
      if (found.status === 401 && page !== undefined) {
        return send(reply, { status: 303, headers: { location: signInPathOf(page) }, body: '' });
      }
      const answer = await sayProblemTo(world, request, options, found);
      return send(reply, { ...answer, headers: { ...found.headers, ...answer.headers } });
    });
    pages.get('/*', async (request, reply) => {
      const [path = ''] = request.url.split('?');
      const to = path.replace(/\/$/, '');
      if (shown.some((page) => page.path === to)) {
        return send(reply, { status: 303, headers: { location: to }, body: '' });
      }
      throw new NotFoundError('no_such_page', 'There is no such page.');
    });
  });
}

/** Refused before the mess was asked anything; to say so it is not asked either. */
const WITHOUT_MESS: readonly Reason[] = [
  'unfit_request',
  'too_many_requests',
  'queue_full',
  'mess_closing',
];

async function sayProblemTo(
  world: PageWorld,
  request: FastifyRequest,
  options: ServerOptions,
  { status, error }: HttpError,
): Promise<WebAnswer> {
  const language = languageOf(request, options);
  if (WITHOUT_MESS.includes(error.reason)) return answerPlainly(language, error.message, status);
  try {
    return await answerProblem(world, toPageRequest(request, options), error, status);
  } catch {
    // What is wrong may be the mess itself.
    return answerPlainly(language, error.message, status);
  }
}

function toPageRequest(request: FastifyRequest, options: ServerOptions): PageRequest {
  const [path = '/'] = request.url.split('?');
  const language = languageOf(request, options);
  const asked = toWebRequest(request, options);
  // Of a key that is given twice the last counts, as when somebody adds one behind an address.
  const query = Object.fromEntries(
    Object.entries(asked.query).map(([key, value]) => [
      key,
      Array.isArray(value) ? String(value.at(-1)) : value,
    ]),
  );
  const origin = originOf(request, options.url);
  return { ...asked, query, path, address: request.url, origin, language };
}

function languageOf({ headers }: FastifyRequest, options: ServerOptions): Language {
  const { cookie, 'accept-language': accepted } = headers;
  return chooseLanguage(
    readCookie(cookie, cookieName('mess-language', isSecure(options))),
    accepted,
  );
}
