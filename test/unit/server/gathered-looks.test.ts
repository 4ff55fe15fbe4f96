import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Disk } from '#server/files/disk/disk.ts';
import { createGatheredLooks, GATHER_MS } from '#server/gathered-looks.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { createVirtualTimer } from '#test/simulation/virtual-timer.ts';

const FILES = 1_000;

function watching() {
	const timer = createVirtualTimer();
	let count = 0;
	const looks = createGatheredLooks({
		timer,
		look() {
			looks.looked();
			count++;
		},
	});
	return { timer, looks, count: () => count };
}

describe('looking at a burst of changes', () => {
	test('[TF11] the first is looked at now, and all the others together', async () => {
		const { timer, looks, count } = watching();
		for (let n = 0; n < FILES; n++) looks.changed();
		expect(count()).toBe(1);
		expect(looks.isStale).toBe(true);
		await timer.pass(10 * GATHER_MS);
		expect(count()).toBe(2);
		expect(looks.isStale).toBe(false);
	});

	test('[TF11] a change after a rest is looked at now again', async () => {
		const { timer, looks, count } = watching();
		looks.changed();
		await timer.pass(GATHER_MS);
		looks.changed();
		expect(count()).toBe(2);
	});

	test('[TF11] what is not urgent is looked at once, and not when somebody looked meanwhile', async () => {
		const { timer, looks, count } = watching();
		for (let n = 0; n < FILES; n++) looks.soon();
		expect(count()).toBe(0);
		await timer.pass(GATHER_MS);
		expect(count()).toBe(1);
		looks.soon();
		looks.changed();
		await timer.pass(10 * GATHER_MS);
		expect(count()).toBe(2);
	});

	test('[TF11] nothing is looked at once it is stopped', async () => {
		const { timer, looks, count } = watching();
		looks.changed();
		looks.changed();
		looks.soon();
		looks.stop();
		await timer.pass(10 * GATHER_MS);
		expect(count()).toBe(1);
	});
});

test('[TF11] a merge that leaves its marks in many files is looked at twice, and who asks hears of all', async () => {
	const paths = Array.from({ length: FILES }, (_, n) => `docs/design/part-${n}.md`);
	using copy = createWorkingCopy({});
	for (const path of paths) copy.write(path, '# Part\n\nFinds a book.\n');
	let looks = 0;
	const disk: Disk = {
		...fs,
		// Each look asks what is checked out.
		readFileSync: Object.assign((...asked: Parameters<typeof fs.readFileSync>) => {
			if (String(asked[0]).endsWith('.git/HEAD')) looks++;
			return fs.readFileSync(...asked);
		}),
	};
	const timer = createVirtualTimer();
	await using workspace = await openFolder(copy, disk, 'poll', timer);
	let isReady = false;
	void workspace.files.ready.then(() => {
		isReady = true;
	});
	while (!isReady) await timer.pass(GATHER_MS);
	await timer.pass(10 * GATHER_MS);
	looks = 0;
	for (const path of paths) copy.write(path, '# Part\n\n<<<<<<< ours\n=======\n>>>>>>> theirs\n');
	const followed = workspace.files.follow(paths);
	await timer.pass(GATHER_MS);
	await followed;
	const { findings } = workspace.observed();
	expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(paths));
	await timer.pass(10 * GATHER_MS);
	expect(looks).toBeLessThan(10);
	expect(workspace.errors).toEqual([]);
});
