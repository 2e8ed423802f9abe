#!/usr/bin/env node
// Nothing of the program is loaded before its Node is known to run it: this file alone must be understood by an older one.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 17)) {
  process.stderr.write(
    `error: mess needs Node 20.17 or newer, and this is ${process.versions.node}.\n` +
      'hint: install a newer Node (https://nodejs.org), then run the command again\n',
  );
  process.exitCode = 9;
} else if (
  !require('node:fs').existsSync(require('node:path').join(__dirname, '../dist/main.js'))
) {
  process.stderr.write(
    'error: This copy of mess is not built.\n' +
      'hint: in a checkout: npm ci && npm run build; npm cannot install mess from a git address, but from a tarball\n',
  );
  process.exitCode = 9;
} else {
  const { load, keepCode } = require('./load.js');
  Promise.resolve()
    .then(() => load('main.js').main(process))
    .then((code) => {
      process.exitCode = code;
      keepCode();
    })
    .catch((error) => {
      if (error.code !== 'MESS_NOT_WHOLE') throw error;
      process.stderr.write(
        `error: A part of mess cannot be read: ${error.message}.\n` +
          'hint: install mess again; in a checkout: npm ci && npm run build\n',
      );
      process.exitCode = 9;
    });
}
