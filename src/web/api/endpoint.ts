import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { OwnPermission, Permission } from '../../operations/access/permissions.ts';
import type { Scope } from '../request.ts';
import { keys } from './input.ts';

/** The names that stand in a path as `:name`. */
type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { readonly [Key in Name]: string }
    : unknown;

type ValueOf<S extends TSchema | undefined> = S extends TSchema ? Static<S> : undefined;

interface EndpointFor<
  Path extends string,
  Query extends TSchema | undefined,
  Body extends TSchema | undefined,
> {
  /** Verb first, as an operation is called. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`. */
  readonly path: Path;
  /** One line, for the list of endpoints. */
  readonly summary: string;
  readonly details?: string;
  /** What one must be allowed; `none` needs no sign-in. */
  readonly permission: Permission | 'none';
  /** What lets a student pass too. */
  readonly own?: OwnPermission;
  readonly query?: Query;
  /** With `needsPassword` it has that, too. */
  readonly body?: Body;
  /** What is answered. */
  readonly answer: TSchema;
  /** 200 when undefined. */
  readonly status?: number;
  /** It signs somebody in, which works out slow hashes and writes little. */
  readonly isSignIn?: true;
  /** It works out a slow hash, for which nobody who writes is to wait. */
  readonly hashesPassword?: true;
  /** Its body is a file, which may be larger than another body. */
  readonly takesFile?: true;
  /** It is sent a secret or answers one, so that nothing of it is kept. */
  readonly isSecret?: true;
  /** An admin's own password is to be sent once more, as `ownPassword`. */
  readonly needsPassword?: true;
  /** So much work that it is done once at a time and ten times an hour for each; who comes meanwhile is to come again. */
  readonly isAlone?: true;
  /** It may take long, and is done where it keeps nobody waiting. */
  readonly isHeavy?: true;
  /** Its answer depends on more than what the record of changes tells of: it is not kept by a client. */
  readonly isFleeting?: true;
  /**
   * One operation, one document.
   *
   * @throws MessError whatever the operation refuses
   * @throws ValueError a value that its parser refuses
   */
  run(
    scope: Scope,
    input: {
      readonly params: ParamsOf<Path>;
      readonly query: ValueOf<Query>;
      readonly body: ValueOf<Body>;
    },
  ): Promise<unknown>;
}

/** One declaration: from it come the route, its checks, its page of the manual, and what is tested of it. */
export interface Endpoint extends EndpointFor<string, TSchema | undefined, TSchema | undefined> {
  run(scope: Scope, input: never): Promise<unknown>;
}

const OWN_PASSWORD = {
  ownPassword: Type.String({
    maxLength: 200,
    description: 'of whoever asks, once more: a session that was left open is not enough',
  }),
};

/** Declares an endpoint, so that its `run` knows the types of what it is handed. */
export function defineEndpoint<
  const Path extends string,
  Query extends TSchema | undefined = undefined,
  Body extends TSchema | undefined = undefined,
>(endpoint: EndpointFor<Path, Query, Body>): Endpoint {
  if (!endpoint.needsPassword) return endpoint;
  const own = (endpoint.body as TObject | undefined)?.properties;
  return { ...endpoint, body: keys({ ...own, ...OWN_PASSWORD }), isSecret: true };
}
