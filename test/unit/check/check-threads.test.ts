import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCheckCache } from '#server/check/cache/check-cache.ts';
import { type Recording, recordDisk } from '#server/check/cache/recording-disk.ts';
import { readFrozen } from '#server/check/frozen-texts.ts';
import { createCheckThreads } from '#server/check/threads/check-threads.ts';
import { readFilesAhead } from '#server/trace/files-ahead.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import {
	CODE_FILE,
	createProvedCopy,
	DESIGN,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

/** Times of files that were written just now are trusted a little later only. */
const LATER = () => new Date(Date.now() + 60_000);

async function savedCopy(): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.write(CODE_FILE, `${'// What it does. '.repeat(40)}\n`);
	copy.write('src/small.ts', ' \n');
	await copy.approve(DESIGN);
	copy.save();
	copy.commit();
	return copy;
}

function cacheOf(copy: ProvedCopy) {
	const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
	const folder = join(copy.data, 'check');
	return createCheckCache({ disk: fs, run: runProgram, folder, about: [], random, now: LATER });
}

function frozenFile(copy: ProvedCopy): string {
	const [name = ''] = fs.readdirSync(join(copy.folder, '.lintel/revisions'));
	return `.lintel/revisions/${name}`;
}

describe('a thread that reads for a check', () => {
	test('[CK27] reads what the check would', async () => {
		using copy = await savedCopy();
		copy.write(frozenFile(copy), 'Something else.\n');
		using threads = createCheckThreads(2);
		const of = { folder: copy.folder, remember: false };
		const files = await threads.ask(0, 'files', of);
		const frozen = await threads.ask(0, 'frozen', of);
		const deps = { disk: fs, root: copy.folder, run: runProgram };
		expect(files?.read).toEqual(readFilesAhead(deps));
		expect(frozen?.read).toEqual(readFrozen(fs, copy.folder));
		expect(frozen?.read.altered).toHaveLength(1);
	});

	test.each<[string, (copy: ProvedCopy) => void]>([
		['a frozen text', (copy) => fs.appendFileSync(join(copy.folder, frozenFile(copy)), '.')],
		['one that is gone', (copy) => fs.rmSync(join(copy.folder, frozenFile(copy)))],
		['code', (copy) => fs.writeFileSync(join(copy.folder, CODE_FILE), '')],
		['a new file', (copy) => copy.write('src/new.ts', 'export {};\n')],
	])('[CK22] is remembered with what it looked at: %s', async (_, change) => {
		using copy = await savedCopy();
		const recording = recordDisk(fs, runProgram);
		await readBy(copy, recording);
		cacheOf(copy).keep(recording, { lines: ['said'], code: 0, at: '' });
		expect(cacheOf(copy).recall()?.lines).toEqual(['said']);
		change(copy);
		expect(cacheOf(copy).recall()).toBeNull();
	});

	test('[CK22] is not remembered where a file changed between two looks', async () => {
		using copy = await savedCopy();
		const recording = recordDisk(fs, runProgram);
		recording.disk.statSync(join(copy.folder, CODE_FILE));
		copy.write(CODE_FILE, '// Shorter.\n');
		await readBy(copy, recording);
		expect(recording.isWhole()).toBe(false);
	});

	test('[CK27] that ends leaves the work to the check', async () => {
		using copy = await savedCopy();
		const threads = createCheckThreads(2);
		const asked = threads.ask(0, 'frozen', { folder: copy.folder, remember: false });
		threads[Symbol.dispose]();
		expect(await asked).toBeNull();
	});
});

async function readBy(copy: ProvedCopy, recording: Recording): Promise<void> {
	using threads = createCheckThreads(2);
	const of = { folder: copy.folder, remember: true };
	for (const kind of ['files', 'frozen'] as const) {
		const said = await threads.ask(0, kind, of);
		if (said?.recorded == null) throw new Error('It was to be remembered.');
		recording.join(said.recorded);
	}
}
