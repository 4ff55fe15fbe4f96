import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { watchCheck } from '#server/check/watch-check.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { takeAllWatches } from '#test/fixtures/no-watches.ts';

const timer = {
	after(milliseconds: number, run: () => void) {
		const timeout = setTimeout(run, milliseconds);
		return () => clearTimeout(timeout);
	},
};

function watching(copy: WorkingCopy, check: () => Promise<number>) {
	const stdin = new PassThrough();
	let stop = () => {};
	const stopping = new Promise<void>((resolve) => {
		stop = resolve;
	});
	const { folder } = copy;
	const told: string[] = [];
	const warn = (line: string) => void told.push(line);
	const ended = watchCheck({ run: runProgram, timer, stdin, stopping, folder, warn }, check);
	return { ended, stop, told, type: (keys: string) => void stdin.write(keys) };
}

const soon = { timeout: 4_000, interval: 20 };

describe('--watch', () => {
	test('[CK24] checks again after a burst of changes, and ends with what the last came to', async () => {
		using copy = createWorkingCopy({ 'a.md': 'a' });
		let checks = 0;
		const { ended, type } = watching(copy, () => Promise.resolve(++checks));
		await vi.waitFor(() => expect(checks).toBe(1), soon);
		for (let n = 0; n < 50; n++) copy.write(`docs/${n}.md`, 'new');
		await vi.waitFor(() => expect(checks).toBeGreaterThan(1), soon);
		expect(checks).toBeLessThan(10);
		type('q');
		expect(await ended).toBe(checks);
	});

	test.each(['q', '\u0003'])(
		'[CK24] what git ignores, and packages, wake nobody; %j ends it',
		async (key) => {
			using copy = createWorkingCopy({
				...{ 'a.md': 'a', '.gitignore': 'out/\n' },
				...{ 'out/made.js': '', 'node_modules/x/index.js': '' },
			});
			let checks = 0;
			const { ended, type } = watching(copy, () => Promise.resolve(++checks));
			await vi.waitFor(() => expect(checks).toBe(1), soon);
			copy.write('out/made.js', 'again');
			copy.write('node_modules/x/index.js', 'again');
			await new Promise((resolve) => setTimeout(resolve, 400));
			expect(checks).toBe(1);
			copy.write('a.md', 'b');
			await vi.waitFor(() => expect(checks).toBe(2), soon);
			type(key);
			expect(await ended).toBe(2);
		},
	);

	test('[CK24] looks once more at what changed while it looked, and stops when asked to', async () => {
		using copy = createWorkingCopy({ 'a.md': 'a' });
		let checks = 0;
		let go = () => {};
		const { ended, stop } = watching(copy, async () => {
			checks++;
			if (checks === 2) await new Promise<void>((resolve) => (go = resolve));
			return checks;
		});
		await vi.waitFor(() => expect(checks).toBe(1), soon);
		copy.write('a.md', 'b');
		await vi.waitFor(() => expect(checks).toBe(2), soon);
		copy.write('a.md', 'c');
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(checks).toBe(2);
		go();
		await vi.waitFor(() => expect(checks).toBe(3), soon);
		stop();
		expect(await ended).toBe(3);
	});

	test('[CK24] looks at files in turn where the system has no watches left, and says so', async () => {
		using copy = createWorkingCopy({ 'a.md': 'a', 'docs/b.md': 'b' });
		using _ = takeAllWatches();
		let checks = 0;
		const { ended, stop, told } = watching(copy, () => Promise.resolve(++checks));
		await vi.waitFor(() => expect(checks).toBe(1), soon);
		expect(told).toEqual([expect.stringContaining('fs.inotify.max_user_watches')]);
		copy.write('docs/b.md', 'other words');
		await vi.waitFor(() => expect(checks).toBe(2), { timeout: 10_000, interval: 50 });
		stop();
		expect(await ended).toBe(2);
	});
});
