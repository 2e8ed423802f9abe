const { existsSync, rmSync } = require('node:fs');
const { isMainThread, parentPort } = require('node:worker_threads');

// Loaded into `mess serve`: its thread for what takes long ends with the request before which a file was made.

const { MESS_END_THREAD: flag } = process.env;

if (!isMainThread) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (name, listener) =>
    on(name, (sent) => {
      if (!existsSync(flag)) return listener(sent);
      rmSync(flag);
      return process.exit(3);
    });
}
