import { urlOf } from '../clone.ts';
import type { TestMess } from '../mess.ts';
import type { Cluster, ClusterNode } from './cluster.ts';
import type { ServerDatabase } from './private-server.ts';

/** The address of the mess on these nodes, in this order, with the password. */
export function urlOn(mess: TestMess, nodes: readonly { readonly port: number }[]): string {
  const [host, ...others] = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const { port } = mess.database as ServerDatabase;
  return urlOf(mess.database).replace(`127.0.0.1:${port}`, [host, ...others].join(','));
}

/** What the program calls that address. */
export function labelOn(mess: TestMess, nodes: readonly { readonly port: number }[]): string {
  return urlOn(mess, nodes).replace(/:[^:@]*@/, '@');
}

/** The commands of the same mess, through these nodes in this order. */
export function through(
  mess: TestMess,
  nodes: readonly { readonly port: number }[],
  options: Parameters<TestMess['with']>[0] = {},
): ReturnType<TestMess['with']> {
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: urlOn(mess, nodes) };
  return mess.with({ env, ...options });
}

/** The same mess as it is read on one node. */
export function databaseOn(mess: TestMess, { port }: ClusterNode): ServerDatabase {
  return { ...(mess.database as ServerDatabase), port };
}

/** What `createMessOn` needs of a node. */
export function asServer({ user, password }: Cluster, node: ClusterNode) {
  return { port: node.port, connect: node.connect, user, password };
}
