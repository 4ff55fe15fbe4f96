import fs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { createWatch } from '#server/files/disk/watch.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { takeAllWatches } from '#test/fixtures/no-watches.ts';

test('[FB19] files are looked at in turn where the system has no watches left, which is told once', async () => {
	using copy = createWorkingCopy({ 'docs/a/a.md': 'a', 'docs/b/b.md': 'b' });
	using _ = takeAllWatches();
	const rounds: (() => void)[] = [];
	const told: unknown[] = [];
	const changed: string[] = [];
	const watch = createWatch({
		...{ disk: fs, root: copy.folder, mode: 'native', places: ['docs'] },
		timer: {
			after(_, run) {
				rounds.push(run);
				return () => {};
			},
		},
		paths: () => ['docs/a/a.md', 'docs/b/b.md'],
		owns: () => true,
		onChanged: (path) => changed.push(path),
		onRound: () => {},
		onError: (error) => told.push(error),
	});
	await vi.waitFor(() => expect(told).not.toEqual([]));
	watch.look();
	copy.write('docs/b/b.md', 'other words');
	rounds.shift()?.();
	expect(changed).toEqual(['docs/b/b.md']);
	expect(told).toEqual([expect.stringContaining('fs.inotify.max_user_watches')]);
	await watch.stop();
});
