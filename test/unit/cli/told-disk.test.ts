import fs from 'node:fs';
import { expect, test } from 'vitest';
import { toldDisk } from '#server/cli/told-disk.ts';
import { toldFiles } from '#server/cli/told-files.ts';

function reading(interactive: boolean, waits?: () => boolean) {
	let at = 0;
	const told: string[] = [];
	const warn = (line: string) => void told.push(line);
	const disk = toldDisk({ disk: fs, interactive, now: () => new Date(at), warn }, waits);
	const read = (later: number) => {
		at += later;
		fs.closeSync(disk.openSync(import.meta.filename, 'r'));
	};
	return { disk, read, told };
}

test('a person who looks on is told once a second how far a long reading is', () => {
	const { disk, read, told } = reading(true);
	for (const later of [400, 400, 400, 400, 700]) read(later);
	expect(told).toEqual(['still looking: 3 reads so far', 'still looking: 5 reads so far']);
	expect(disk.readFileSync(import.meta.filename, 'utf8')).toContain('toldDisk');
});

test('nobody is told of reads after what they waited for is done', () => {
	let waits = true;
	const { read, told } = reading(true, () => waits);
	read(1_200);
	waits = false;
	read(60_000);
	expect(told).toEqual(['still looking: 1 reads so far']);
});

test('a program is told nothing', () => {
	const { read, told } = reading(false);
	read(5_000);
	expect(told).toEqual([]);
});

test.each([
	[true, ['read 3 of 9 code files']],
	[false, []],
])('how many code files were read is told to a person alone: %s', (interactive, lines) => {
	let at = 0;
	const told: string[] = [];
	const progress = toldFiles({
		interactive,
		now: () => new Date(at),
		warn: (line) => told.push(line),
	});
	for (const done of [1, 2, 3]) {
		at += 400;
		progress(done, 9);
	}
	expect(told).toEqual(lines);
});
