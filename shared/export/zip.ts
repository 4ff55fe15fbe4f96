/** Several files as one ZIP archive: stored as they are, with names in UTF-8. */
import type { ExportedFile } from '#shared/export/gherkin.ts';

export function zipOf(files: readonly ExportedFile[]): Uint8Array<ArrayBuffer> {
	const encoder = new TextEncoder();
	const locals: Uint8Array[] = [];
	const central: Uint8Array[] = [];
	let offset = 0;
	for (const { path, text } of files) {
		const [name, bytes] = [encoder.encode(path), encoder.encode(text)];
		const shared = sharedHeader(name.length, bytes);
		const local = joined([words(0x04034b50), shared, halves(0), name, bytes]);
		const place = joined([halves(0, 0, 0), halves(0), words(0, offset)]);
		central.push(joined([words(0x02014b50), halves(20), shared, place, name]));
		locals.push(local);
		offset += local.length;
	}
	const directory = joined(central);
	const end = joined([
		words(0x06054b50),
		halves(0, 0, files.length, files.length),
		words(directory.length, offset),
		halves(0),
	]);
	return joined([...locals, directory, end]);
}

/** Version, names in UTF-8, no compression, the first of January 1980, checksum, sizes. */
function sharedHeader(nameLength: number, bytes: Uint8Array): Uint8Array {
	return joined([
		halves(20, 0x0800, 0, 0, 0x0021),
		words(crc32(bytes), bytes.length, bytes.length),
		halves(nameLength),
	]);
}

function halves(...values: readonly number[]): Uint8Array {
	return Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff]));
}

function words(...values: readonly number[]): Uint8Array {
	return joined(values.map((value) => halves(value & 0xffff, value >>> 16)));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}
