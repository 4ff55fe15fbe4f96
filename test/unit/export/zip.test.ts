import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipOf } from '#shared/export/zip.ts';

test('[EX6] an archive holds each file by name, with its checksum, where its directory says', () => {
	const files = [
		{ path: 'a.feature', text: 'Feature: Ä\n' },
		{ path: 'docs/design/ü.md', text: '' },
		{ path: 'b.md', text: 'x'.repeat(70_000) },
	];
	const bytes = Buffer.from(zipOf(files));
	const end = bytes.length - 22;
	expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
	expect(bytes.readUInt16LE(end + 10)).toBe(files.length);
	let at = bytes.readUInt32LE(end + 16);
	expect(at + bytes.readUInt32LE(end + 12)).toBe(end);
	for (const { path, text } of files) {
		expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
		const [size, length] = [bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28)];
		const local = bytes.readUInt32LE(at + 42);
		expect(bytes.toString('utf8', at + 46, at + 46 + length)).toBe(path);
		expect(bytes.readUInt32LE(at + 16)).toBe(crc32(text));
		expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
		const body = local + 30 + bytes.readUInt16LE(local + 26);
		expect(bytes.toString('utf8', body, body + size)).toBe(text);
		at += 46 + length;
	}
});
