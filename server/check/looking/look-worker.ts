/** Looks at Designs in a thread of its own, one after the other, until it is told to stop. */
import { parentPort } from 'node:worker_threads';
import type { LookJobs } from '#server/check/looking/looks-ahead.ts';
import { designLook } from '#shared/trace/checker.ts';
import { lookOnce } from '#shared/trace/look.ts';

parentPort?.on('message', ({ jobs, conventions, stopped }: LookJobs) => {
	const looks = [];
	for (const { design, markdown, bodyLength } of jobs) {
		if (Atomics.load(stopped, 0) !== 0) break;
		const body = markdown.slice(markdown.length - bodyLength);
		looks.push(
			lookOnce(
				designLook(() => markdown),
				{ ...design, body },
				conventions,
			),
		);
	}
	parentPort?.postMessage(looks);
});
