import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCheckCache } from '#server/check/cache/check-cache.ts';
import { runCheck } from '#server/check/run-check.ts';
import { EVERYTHING } from '#server/check/scope.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import {
	CODE_FILE,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

/** Times of files that were written just now are trusted a little later only. */
const LATER = () => new Date(Date.now() + 60_000);

function cacheOf(copy: ProvedCopy, about: readonly unknown[] = ['one'], now = LATER) {
	const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
	const folder = join(copy.data, 'check');
	return createCheckCache({ disk: fs, run: runProgram, folder, about, random, now });
}

/** What the cache says; where it says nothing, the check is worked out and kept. */
async function checked(copy: ProvedCopy, cache = cacheOf(copy)) {
	const kept = cache.recall();
	if (kept !== null) return { kept: true, code: kept.code, lines: kept.lines };
	const recording = cache.record();
	const lines: string[] = [];
	const { disk, run } = recording;
	const print = (line: string) => void lines.push(line);
	const code = await runCheck(
		{ version: '1', disk, run, colour: false, grammars: [], print, warn: print },
		{
			...{ folder: copy.folder, root: copy.people.root, base: null, form: 'json', fix: 'no' },
			...{ verbose: false, list: false, scope: EVERYTHING },
		},
	);
	if (code !== 2) cache.keep(recording, { lines, code, at: '' });
	return { kept: false, code, lines };
}

async function approvedCopy(): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.write('test/session.test.ts', `${'// A test of it. '.repeat(40)}\n`);
	copy.write(CODE_FILE, `${'// What it does. '.repeat(40)}\n`);
	copy.write('lintel.config.json', '{}\n');
	await copy.approve(DESIGN);
	copy.save();
	copy.commit();
	return copy;
}

function keptFiles(copy: ProvedCopy): readonly string[] {
	const folder = join(copy.data, 'check');
	return fs
		.readdirSync(folder)
		.flatMap((name) => (name.endsWith('.json') ? join(folder, name) : []));
}

describe('what a check keeps', () => {
	test('[CK22] is said again word for word while nothing changed', async () => {
		using copy = await approvedCopy();
		const first = await checked(copy);
		expect(first).toMatchObject({ kept: false, code: 0 });
		expect(await checked(copy)).toEqual({ ...first, kept: true });
		const now = new Date();
		fs.utimesSync(join(copy.folder, DESIGN_FILE), now, now);
		expect(await checked(copy)).toMatchObject({ kept: true });
		expect(await checked(copy, cacheOf(copy, ['other options']))).toMatchObject({ kept: false });
	});

	test.each<[string, (copy: ProvedCopy) => void]>([
		['a design', (copy) => swapByte(copy, DESIGN_FILE, 'signed', 'singed')],
		['the stories', (copy) => swapByte(copy, 'user_stories.md', 'shelf', 'shell')],
		['a config', (copy) => copy.write('lintel.config.json', '{ "rules": {} }\n')],
		['a new design', (copy) => copy.write('docs/design/new.md', '# New\n')],
		['a new code file', (copy) => copy.write('src/new.ts', 'export {};\n')],
		['code that is gone', (copy) => fs.rmSync(join(copy.folder, CODE_FILE))],
		['code that says nothing now', (copy) => copy.write(CODE_FILE, '')],
		['a frozen text', (copy) => swapFirstByte(copy, '.lintel/revisions')],
		['the log', (copy) => swapFirstByte(copy, '.lintel/log')],
		[
			'a log that is gone',
			(copy) => fs.rmSync(join(copy.folder, '.lintel/log'), { recursive: true }),
		],
		['another branch', (copy) => copy.git('checkout', '-qb', 'other')],
		['a link in a file’s place', linkDesign],
	])('[CK22] is worked out anew after %s changed', async (_, change) => {
		using copy = await approvedCopy();
		await checked(copy);
		change(copy);
		const after = await checked(copy);
		expect(after.kept).toBe(false);
		const fresh = await checked(copy, cacheOf(copy, ['fresh']));
		expect(after.lines).toEqual(fresh.lines);
	});

	test('[CK22] is worked out anew where a link leads out of the repository to the same bytes', async () => {
		using copy = await approvedCopy();
		copy.write(CODE_FILE, 'export {};\n');
		const first = await checked(copy);
		const [code, outside] = [join(copy.folder, CODE_FILE), join(copy.data, 'session.ts')];
		fs.renameSync(code, outside);
		fs.symlinkSync(outside, code);
		const after = await checked(copy);
		expect(after.kept).toBe(false);
		expect(after.lines).not.toEqual(first.lines);
	});

	test('[CK22] is said again where code has no design, until another head says who wrote it', async () => {
		using copy = await approvedCopy();
		const loose = `// Code that nobody designed.\n${'export {};\n'.repeat(40)}`;
		copy.write('src/loose.ts', loose);
		const first = await checked(copy);
		expect(first.lines.join('\n')).toContain('src/loose.ts');
		expect(await checked(copy)).toEqual({ ...first, kept: true });
		copy.write('src/loose.ts', loose.replace('Code that', '@generated'));
		const after = await checked(copy);
		expect(after.kept).toBe(false);
		expect(after.lines.join('\n')).not.toContain('src/loose.ts');
	});

	test('[CK22] is nothing that was written while the check looked', async () => {
		using copy = await approvedCopy();
		await checked(
			copy,
			cacheOf(copy, ['one'], () => new Date()),
		);
		expect(await checked(copy)).toMatchObject({ kept: false });
	});

	test('[CK23] is none where it was forged, cut short, or is another repository’s', async () => {
		using copy = await approvedCopy();
		copy.write(DESIGN_FILE, `${copy.read(DESIGN_FILE)}\nUnapproved words.\n`);
		const failing = await checked(copy);
		expect(failing.code).toBe(1);
		const [file = ''] = keptFiles(copy);
		const good = fs.readFileSync(file, 'utf8');
		const forged = good.replace(/"code":1/, '"code":0');
		expect(forged).not.toBe(good);
		const body = forged.slice(forged.indexOf('\n') + 1);
		for (const text of [
			forged,
			body,
			`\n${body}`,
			`AAAA\n${body}`,
			good.slice(0, -20),
			'',
			'null',
		]) {
			fs.writeFileSync(file, text);
			expect(await checked(copy)).toMatchObject({ kept: false, code: 1 });
		}
		fs.writeFileSync(file, good);
		expect(await checked(copy)).toMatchObject({ kept: true, code: 1 });

		using other = await approvedCopy();
		await checked(other, cacheOf(other, ['one']));
		for (const target of keptFiles(other)) fs.writeFileSync(target, good);
		expect(await checked(other)).toMatchObject({ kept: false, code: 0 });
	});

	test('[CK23] is gone with its key, and a check that may write nowhere checks all the same', async () => {
		using copy = await approvedCopy();
		await checked(copy);
		fs.writeFileSync(join(copy.data, 'check/key'), 'short');
		expect(await checked(copy)).toMatchObject({ kept: false, code: 0 });
		expect(await checked(copy)).toMatchObject({ kept: true });
		expect(fs.statSync(join(copy.data, 'check/key')).mode & 0o077).toBe(0);
		for (const file of keptFiles(copy)) expect(fs.statSync(file).mode & 0o077).toBe(0);
		fs.rmSync(copy.data, { recursive: true });
		fs.writeFileSync(copy.data, 'A file where the folder should be.');
		expect(await checked(copy)).toMatchObject({ kept: false, code: 0 });
	});

	test('[CK23] lies nowhere in the repository', async () => {
		using copy = await approvedCopy();
		await checked(copy);
		expect(copy.git('status', '--porcelain', '--ignored')).toBe('');
	});
});

/** The same length, and the times that the file had. */
function swapByte(copy: ProvedCopy, path: string, from: string, to: string): void {
	const { atime, mtime } = fs.statSync(join(copy.folder, path));
	expect(copy.read(path)).toContain(from);
	copy.write(path, copy.read(path).replace(from, to));
	fs.utimesSync(join(copy.folder, path), atime, mtime);
}

function swapFirstByte(copy: ProvedCopy, folder: string): void {
	const [name = ''] = fs.readdirSync(join(copy.folder, folder));
	copy.write(`${folder}/${name}`, `X${copy.read(`${folder}/${name}`).slice(1)}`);
}

function linkDesign(copy: ProvedCopy): void {
	copy.write('elsewhere.md', `${copy.read(DESIGN_FILE)}\nMore.\n`);
	fs.rmSync(join(copy.folder, DESIGN_FILE));
	fs.symlinkSync('../../elsewhere.md', join(copy.folder, DESIGN_FILE));
}
