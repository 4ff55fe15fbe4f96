import { execFileSync } from 'node:child_process';
import * as disk from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import { readText } from '#server/files/disk/read-text.ts';

let root: string;

beforeEach(() => {
	root = disk.realpathSync(disk.mkdtempSync(join(tmpdir(), 'lintel-read-')));
});
afterEach(() => disk.rmSync(root, { recursive: true, force: true }));

function ruleFor(text: string): string | null {
	disk.writeFileSync(join(root, 'a.md'), text);
	const read = readText(disk, root, 'a.md');
	return read.kind === 'refused' ? read.finding.rule : null;
}

describe.skipIf(process.platform === 'win32')('what is no file', () => {
	test('[FI5] a pipe in the place of a file keeps nobody waiting', () => {
		execFileSync('mkfifo', [join(root, 'a.md')]);
		const read = readText(disk, root, 'a.md');
		expect(read.kind === 'refused' && read.finding.rule).toBe('file-not-regular');
		expect(readRegularText(disk, join(root, 'a.md'), 100)).toBeNull();
	});

	test('[FI5] a link to a device that never ends is not read', () => {
		disk.symlinkSync('/dev/zero', join(root, 'a.jsonl'));
		expect(readRegularText(disk, join(root, 'a.jsonl'), 100)).toBeNull();
	});

	test('[FI5] a folder in the place of a file is left alone', () => {
		disk.mkdirSync(join(root, 'a.md'));
		const read = readText(disk, root, 'a.md');
		expect(read.kind === 'refused' && read.finding.rule).toBe('file-not-regular');
	});
});

test('[FI5] more than the limit is not read', () => {
	disk.writeFileSync(join(root, 'a.txt'), 'x'.repeat(101));
	expect(readRegularText(disk, join(root, 'a.txt'), 100)).toBeNull();
	expect(readRegularText(disk, join(root, 'a.txt'), 101)).toHaveLength(101);
});

test.each([
	'# A\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\n',
	'# A\nmine\n=======\ntheirs\n>>>>>>> other\n',
	'# A\r\n<<<<<<< HEAD\r\nmine\r\n=======\r\ntheirs\r\n',
	'# A\n<<<<<<< HEAD\nmine\ntheirs\n>>>>>>> other\n',
])('[FI5] a conflict that is resolved in part is still one', (text) => {
	expect(ruleFor(text)).toBe('file-has-conflicts');
});

test('[FI5] a pointer of Git LFS is not the text that it points at', () => {
	const oid = `oid sha256:${'4d'.repeat(32)}`;
	expect(ruleFor(`version https://git-lfs.github.com/spec/v1\n${oid}\nsize 12345\n`)).toBe(
		'file-is-pointer',
	);
	expect(ruleFor('# Pointers\n\nversion https://git-lfs.github.com/spec/v1\n')).toBeNull();
});

test.each(['A title\n=======\n\nWords.\n', '>>>>>>> a deep quotation\n'])(
	'[FI5] what only looks like one mark of a conflict is text',
	(text) => {
		expect(ruleFor(text)).toBeNull();
	},
);
