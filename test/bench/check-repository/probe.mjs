/** Loaded before a measured program: notes what it took when it ends. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
	const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
	const notes = { worked: (userCPUTime + systemCPUTime) / 1_000, memory: maxRSS / 1_024 };
	writeFileSync(process.env['LINTEL_BENCH_NOTES'] ?? '/dev/null', JSON.stringify(notes));
});
