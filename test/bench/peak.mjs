import { writeFileSync } from 'node:fs';

// Loaded before the program: says at its end how much memory it took at the most, in KiB.
process.on('exit', () => {
  writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS));
});
