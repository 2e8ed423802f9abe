// A thread of `mess serve`, for what takes long.
const { parentPort, workerData } = require('node:worker_threads');
const { load } = require('./load.js');

load('main.js').answerHeavy(parentPort, workerData);
