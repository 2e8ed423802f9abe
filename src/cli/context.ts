import { extname } from 'node:path';
import type { Actor } from '../auth/actor.ts';
import type { Context, Prompter } from '../commands/context.ts';
import type { DatabaseAddress } from '../domain/values/database-address.ts';
import { UsageError } from '../errors.ts';
import type { Mess } from '../operations/mess/mess.ts';
import type { Format, Page, View } from '../output/page/view.ts';
import { findDatabase, findPlaces, type Places, parseGivenAddress } from './config.ts';
import type { Host } from './host.ts';
import { terminalPrompter } from './prompter.ts';
import { describeStart, serviceTokenVariable } from './start.ts';
import { wantsColor, writeAll } from './streams.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly db?: string;
  readonly quiet?: true;
  readonly yes?: true;
  readonly input: boolean;
  readonly color: boolean;
  readonly verbose?: true;
  readonly format?: Format;
  readonly json?: true;
  readonly output?: string;
}

/** A context that `cli` readies before a command runs and closes afterwards. */
export interface RunContext extends Context {
  configure(options: GlobalOptions): Promise<void>;
  /** How standard error looks. */
  readonly errorPage: Pick<Page, 'color'>;
  close(): Promise<void>;
}

const DEFAULTS: GlobalOptions = { input: true, color: true };

export function createContext(host: Host): RunContext {
  const places: Places = findPlaces(host.env);
  const now = host.now ?? (() => new Date());
  let options = DEFAULTS;
  let address: DatabaseAddress = { kind: 'sqlite', path: places.database };
  let mess: Promise<Mess> | undefined;
  let actor: Promise<Actor> | undefined;
  let loaded: typeof import('./loaded.ts') | undefined;

  const openOptions = {
    busyTimeoutMs: host.busyTimeoutMs,
    answerTimeoutMs: host.answerTimeoutMs,
    serverMemory: new Map<string, number>(),
  };

  const context: RunContext = {
    now,
    stdin: host.stdin,
    // On demand: the first use of Intl takes longer than the rest of the start.
    get machineTimeZone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    get address() {
      return address;
    },
    get yes() {
      return options.yes === true;
    },
    get json() {
      return formatOf(options) === 'json';
    },
    get format() {
      return formatOf(options);
    },
    get output() {
      return options.output;
    },
    serviceTokenVariable: serviceTokenVariable(host.env),
    get start() {
      return describeStart(host, options.db, address, places);
    },
    get errorPage() {
      return { color: wantsColor(host.stderr, host.env, options.color) };
    },
    get prompter(): Prompter | undefined {
      if (!options.input) return undefined;
      if (host.prompter) return host.prompter;
      if (!host.stdin.isTTY || !host.stderr.isTTY) return undefined;
      return terminalPrompter(host, context.errorPage);
    },

    async configure(given) {
      options = given;
      address = await findDatabase(given.db, host.env, places);
      loaded = await load();
      // Before anything is changed: what cannot be answered must not be done.
      formatOf(options);
      if (given.output !== undefined) {
        await loaded.checkOutputFile('--output', given.output, context, ownFiles());
      }
    },
    open() {
      mess ??= openMess();
      return mess;
    },
    async connect(work, second) {
      const { accessDatabase } = await load();
      const file = second ? second.passwordFile : host.env.MESS_DATABASE_PASSWORD_FILE || undefined;
      const source = { file, flag: second?.passwordFlag, prompter: context.prompter };
      return accessDatabase(second?.address ?? address, source, async (known) => {
        const result = await work(known, openOptions);
        // With the password, so that nobody is asked twice.
        if (second === undefined) address = known;
        return result;
      });
    },
    parseAddress: parseGivenAddress,
    actor() {
      actor ??= findActor();
      return actor;
    },
    sessionToken: async () => (await load()).readSessionFile(places.session),
    saveSession: async (token) => (await load()).writeSessionFile(places.session, token),
    forgetSession: async () => (await load()).removeSessionFile(places.session),

    async print(view: View, also?: 'when quiet' | 'secret') {
      const { output } = options;
      if (options.quiet && output === undefined && also === undefined) return;
      const { render, writeOutputFile } = await load();
      const format = formatOf(options);
      if (output !== undefined) {
        const pieces = render(view, format, { width: undefined, color: false });
        await writeOutputFile(output, pieces, also === 'secret' ? { mode: 0o600 } : {});
        context.note(`Written to ${output}.`);
        return;
      }
      // A terminal that does not know its width says 0.
      const width = host.stdout.isTTY ? host.stdout.columns || undefined : undefined;
      const color = wantsColor(host.stdout, host.env, options.color);
      await writeAll(host.stdout, render(view, format, { width, color }));
    },
    async preview(view) {
      const { render } = await load();
      const width = host.stderr.isTTY ? host.stderr.columns || undefined : undefined;
      const page = { width, color: context.errorPage.color };
      await writeAll(host.stderr, render(view, 'table', page));
    },
    async printText(text) {
      await writeAll(host.stdout, [text]);
    },
    note(sentence) {
      if (!options.quiet && loaded) host.stderr.write(loaded.noteText(sentence));
    },
    warn(sentences) {
      if (options.quiet || context.json || !loaded) return;
      for (const sentence of sentences) {
        host.stderr.write(loaded.warningText(sentence, context.errorPage));
      }
    },
    report(line) {
      host.stderr.write(`${line}\n`);
    },
    async runLong(work) {
      const isShown = host.stderr.isTTY && !options.quiet && host.env.TERM !== 'dumb';
      return (await load()).runLong(isShown ? host.stderr : undefined, work);
    },
    async checkFiles(input, files) {
      const { checkOutputFile } = await load();
      const isRead = [input === '-' ? '/dev/stdin' : input, 'it is the file that is read'] as const;
      const { output } = options;
      // Asked about already, when the command began; now it is known what is read.
      if (output !== undefined) {
        await checkOutputFile('--output', output, { ...context, yes: true }, new Map([isRead]));
      }
      for (const [flag, path] of files) {
        const own = new Map([...ownFiles(), isRead]);
        if (output !== undefined) own.set(output, 'the answer goes there');
        await checkOutputFile(flag, path, context, own);
      }
    },
    async checkFile(name, path) {
      const { output } = options;
      const own = new Map(ownFiles());
      if (output !== undefined) own.set(output, 'the answer goes there');
      await (await load()).checkOutputFile(name, path, context, own);
    },
    async writeBackup(path, text) {
      const { packed, writeOutputFile } = await load();
      // Nobody else is to read the numbers and password hashes that are in it.
      const options = { hint: 'nothing was changed', mode: 0o600 };
      await writeOutputFile(path, /\.gz$/i.test(path) ? packed(text) : text, options);
    },
    async writeFile(path, sheet) {
      const { renderCsv, writeOutputFile } = await load();
      // With a mark, so that no --encoding is needed, or believed, when it comes back.
      await writeOutputFile(path, prepend('\ufeff', renderCsv(sheet)), {
        hint: 'nothing else was written',
      });
    },

    readSecretFile: async (path) => (await load()).readSecretFile(path),
    readSecretStdin: async () => (await load()).readSecretStream(host.stdin),

    async close() {
      const opened = await mess?.catch(() => undefined);
      await opened?.db.destroy();
    },
  };
  return context;

  function ownFiles(): ReadonlyMap<string, string> {
    const path = address.kind === 'sqlite' ? address.path : undefined;
    const suffixes = path === undefined ? [] : ['', '-wal', '-shm', '-journal'];
    const database = suffixes.map((suffix) => path + suffix);
    const files = [...database, places.session, places.config];
    return new Map(files.map((file) => [file, 'mess itself keeps its data there']));
  }

  async function findActor(): Promise<Actor> {
    const { identify, identifyService, readServiceToken } = await load();
    const mess = await context.open();
    const token = await readServiceToken(host.env);
    if (token === undefined) return identify(mess, await context.sessionToken());
    const found = await identifyService(mess, token);
    if (found.kind === 'token') await warnOfExpiry(found, mess.settings.timeZone);
    return found;
  }

  /** Also with `--quiet`: who sees to a program sees nothing of it but what it warns of. */
  async function warnOfExpiry(
    token: { readonly id: string; readonly expiresAt: string },
    timeZone: string,
  ): Promise<void> {
    const { expiryWarning, WARN_BEFORE_MS, warningText } = await load();
    const isNear = Date.parse(token.expiresAt) - now().getTime() <= WARN_BEFORE_MS;
    if (!isNear || saysJson(options)) return;
    const warning = expiryWarning(token, now(), timeZone, host.env.MESS_TOKEN_FILE || undefined);
    host.stderr.write(warningText(warning, context.errorPage));
  }

  async function openMess(): Promise<Mess> {
    const { openMess } = await load();
    const { mess, copyOfBefore } = await context.connect((known, options) =>
      openMess(known, now, options),
    );
    if (copyOfBefore !== undefined && !saysJson(options)) {
      context.note(`The tables were brought up to date. A copy of before is ${copyOfBefore}.`);
    }
    return mess;
  }
}

function load(): Promise<typeof import('./loaded.ts')> {
  return import('./loaded.ts');
}

/** Errors are JSON then, with which nothing else may stand on standard error. */
function saysJson({ format, json }: GlobalOptions): boolean {
  return json === true || format === 'json';
}

/** `--format` or `--json`, else by the extension of `--output`, else a table. */
function formatOf({ format, json, output }: GlobalOptions): Format {
  if (json) {
    if (format !== undefined && format !== 'json') {
      throw new UsageError(`--json and --format ${format} exclude each other.`);
    }
    return 'json';
  }
  if (format !== undefined) return format;
  const extension = output === undefined ? '' : extname(output).toLowerCase();
  return extension === '.json' ? 'json' : extension === '.csv' ? 'csv' : 'table';
}

function* prepend(first: string, rest: Iterable<string>): Iterable<string> {
  yield first;
  yield* rest;
}
