import fs from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Timer } from '#server/timer.ts';
import { createLiveTraces } from '#server/trace/live-traces.ts';
import { hashOf } from '#shared/hash.ts';
import type { Judgement, TraceInput } from '#shared/trace/tracing/tracing.ts';
import { type RealRepository, realRepository } from '#test/fixtures/real-repository.ts';
import { inputOf, pretendFiles, traced } from '#test/fixtures/traces.ts';

const SAYS = 'export const says = 1;\n';
const FILES = {
	'.gitignore': 'dist/\n',
	'src/a.ts': SAYS,
	'test/a.test.ts': SAYS,
	'src/b.ts': SAYS,
	'test/b.test.ts': SAYS,
	'dist/a.js': SAYS,
};
const [A, B] = [traced('src/a.ts'), traced('src/b.ts')] as const;

const timer: Timer = {
	after(milliseconds, run) {
		// A round every two seconds is long for a test.
		const timeout = setTimeout(run, Math.min(milliseconds, 60));
		return () => clearTimeout(timeout);
	},
};

function follow(repository: RealRepository, mode: 'native' | 'poll' = 'native') {
	const counts = { looked: [] as string[], judged: [] as string[] };
	const { files: _, ...input }: TraceInput = inputOf([A, B], pretendFiles({}));
	const errors: unknown[] = [];
	let now: Judgement = { traces: new Map(), loose: new Map() };
	const live = createLiveTraces({
		...{ disk: fs, root: repository.root, run: repository.run, timer, mode },
		onChanged: look,
		onError: (error) => errors.push(error),
		work: {
			looked: (id) => counts.looked.push(id),
			judged: (id) => counts.judged.push(id),
		},
	});
	function look() {
		now = live.look(input).judge(() => true);
	}
	look();
	const told = {
		...{ live, counts, errors, look },
		get now() {
			return now;
		},
		trace: (of: typeof A) => now.traces.get(of.component.id),
		until: (seen: () => void) => vi.waitFor(seen, { timeout: 8_000, interval: 20 }),
		forgetCounts() {
			counts.looked.length = 0;
			counts.judged.length = 0;
		},
		[Symbol.dispose]: () => live.stop(),
	};
	return told;
}

/** Listed, and every file read. */
async function awake(repository: RealRepository, mode: 'native' | 'poll' = 'native') {
	const told = follow(repository, mode);
	told.live.wake();
	told.look();
	await told.until(() => {
		expect(told.trace(A)?.code?.hash).toBe(hashOf(SAYS));
		expect(told.trace(B)?.test?.hash).toBe(hashOf(SAYS));
	});
	told.forgetCounts();
	return told;
}

test('[TF5] before anybody asks, no program runs and no file is read for its hash', () => {
	using repository = realRepository(FILES);
	repository.ran.length = 0;
	using told = follow(repository);
	expect(told.trace(A)).toMatchObject({ code: { state: 'there', hash: null } });
	expect(told.now.loose.size).toBe(0);
	expect(repository.ran).toEqual([]);
});

test('[TF5] a file that changes changes its trace alone, and the hash with it', async () => {
	using repository = realRepository(FILES);
	using told = await awake(repository);
	const [before, other] = [told.trace(A), told.trace(B)];
	repository.write({ 'src/a.ts': 'export const says = 2;\n' });
	await told.until(() => {
		expect(told.trace(A)?.code?.hash).toBe(hashOf('export const says = 2;\n'));
	});
	expect(told.trace(A)).not.toBe(before);
	expect(told.trace(B)).toBe(other);
	expect(new Set([...told.counts.looked, ...told.counts.judged])).toEqual(
		new Set([A.component.id]),
	);
	expect(told.errors).toEqual([]);
});

test.each(['native', 'poll'] as const)(
	'[TF5] what goes and comes back is seen (%s)',
	async (mode) => {
		using repository = realRepository(FILES);
		using told = await awake(repository, mode);
		repository.write({ 'test/a.test.ts': null });
		await told.until(() => expect(told.trace(A)?.test?.state).toBe('missing'));
		repository.write({ 'test/a.test.ts': SAYS });
		await told.until(() => expect(told.trace(A)?.test?.state).toBe('there'));
	},
);

test('[TF5] new files in new folders are seen, and what git ignores is not', async () => {
	using repository = realRepository(FILES);
	using told = await awake(repository);
	repository.write({ 'dist/deep/x.js': SAYS, 'src/new/deep/fresh.ts': SAYS });
	await told.until(() => expect([...told.now.loose.keys()]).toEqual(['src/new/deep/fresh.ts']));
	repository.write({ 'src/new/deep/second.ts': SAYS });
	await told.until(() =>
		expect([...told.now.loose.keys()].sort()).toEqual([
			'src/new/deep/fresh.ts',
			'src/new/deep/second.ts',
		]),
	);
	repository.write({ '.gitignore': 'dist/\nsrc/new/\n' });
	await told.until(() => expect(told.now.loose.size).toBe(0));
});

test('[TF4] code that is moved is told where it went', async () => {
	using repository = realRepository(FILES);
	using told = await awake(repository);
	fs.renameSync(`${repository.root}/src/a.ts`, `${repository.root}/src/z.ts`);
	await told.until(() => expect(told.trace(A)?.moved).toBe('src/z.ts'));
});

test('[TF6] folders without code or tests are not watched', async () => {
	using repository = realRepository({
		...FILES,
		'docs/guide/a.md': SAYS,
		'assets/x/y/z.png': SAYS,
	});
	const watched: string[] = [];
	const { files: _, ...input } = inputOf([A, B], pretendFiles({}));
	const live = createLiveTraces({
		...{ root: repository.root, run: repository.run, timer, mode: 'native' },
		disk: {
			...fs,
			watch: Object.assign((path: fs.PathLike) => {
				watched.push(String(path).slice(repository.root.length));
				return fs.watch(path, { persistent: false });
			}),
		},
		onChanged() {},
		onError() {},
	});
	live.look(input);
	expect(watched).toEqual([]);
	live.wake();
	live.look(input);
	live.stop();
	expect(watched.sort()).toEqual(['', '/src', '/test']);
});
