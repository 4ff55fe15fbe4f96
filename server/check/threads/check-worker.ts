/**
 * Works for a check in a thread of its own. Somebody waits for looks and texts, so they go first; of
 * signatures whoever waits for them verifies some themselves.
 */
import fs from 'node:fs';
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { recordDisk } from '#server/check/cache/recording-disk.ts';
import { readFrozen } from '#server/check/frozen-texts.ts';
import { createVerifier } from '#server/check/signing/batch.ts';
import type { Job, Jobs, LookJobs } from '#server/check/threads/jobs.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { runProgram } from '#server/run-program.ts';
import { readFilesAhead } from '#server/trace/files-ahead.ts';

/** Between these it is asked whether there is anything else. */
const AT_ONCE = 16;

const waiting: Job[] = [];
const verifiers = new Map<Job, (most: number) => boolean>();
let isAtWork = false;

parentPort?.on('message', (job: Job) => {
	waiting.push(job);
	if (!isAtWork) void work();
});

async function work(): Promise<void> {
	isAtWork = true;
	for (let job = next(); job !== undefined; job = next()) await carryOut(job);
	isAtWork = false;
}

function next(): Job | undefined {
	while (parentPort !== null) {
		const came: { readonly message: Job } | undefined = receiveMessageOnPort(parentPort);
		if (came === undefined) break;
		waiting.push(came.message);
	}
	const first = waiting.findIndex(({ kind }) => kind !== 'signatures');
	return waiting.splice(Math.max(0, first), 1)[0];
}

async function carryOut(job: Job): Promise<void> {
	switch (job.kind) {
		case 'frozen':
			return answer(job, reading(job.of, readFrozen));
		case 'files':
			return answer(
				job,
				reading(job.of, (disk, root, run) => readFilesAhead({ disk, root, run })),
			);
		case 'looks':
			return answer(job, await lookAt(job.of));
		case 'signatures': {
			const verify = verifiers.get(job) ?? createVerifier(job.of);
			verifiers.set(job, verify);
			if (verify(AT_ONCE)) waiting.push(job);
			else answer(job, true);
		}
	}
}

function reading<T>(
	{ folder, remember }: Jobs['files' | 'frozen']['of'],
	read: (disk: Disk, root: string, run: Run) => T,
) {
	if (!remember) return { read: read(fs, folder, runProgram), recorded: null };
	const recording = recordDisk(fs, runProgram);
	const done = read(recording.disk, folder, recording.run);
	return { read: done, recorded: recording.recorded() };
}

function answer<Kind extends keyof Jobs>(
	{ port }: Job & { readonly kind: Kind },
	said: Jobs[Kind]['answer'],
): void {
	port.postMessage(said);
	port.close();
}

async function lookAt({ jobs, conventions, stopped }: LookJobs) {
	// Much to load for whoever is asked for signatures alone.
	const [{ designLook }, { lookOnce }] = await Promise.all([
		import('#shared/trace/checker.ts'),
		import('#shared/trace/look.ts'),
	]);
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
	return looks;
}
