// Runs statements on a server while the thread that asked stands still; see connection.ts.
import { parentPort } from 'node:worker_threads';
import mysql from 'mysql2/promise';

const connections = new Map();

const actions = {
  async open({ id, options }) {
    connections.set(id, await mysql.createConnection(options));
  },
  async run({ id, sql, values }) {
    const [rows] = await connections.get(id).query(sql, values);
    return Array.isArray(rows) ? rows.map((row) => ({ ...row })) : [];
  },
  async close({ id }) {
    await connections.get(id)?.end();
    connections.delete(id);
  },
};

parentPort.on('message', async ({ action, flag, port, ...rest }) => {
  let answer;
  try {
    answer = { value: await actions[action](rest) };
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
