import { describe, expect, test } from 'vitest';
import { readImport } from '#shared/import/read-import.ts';

describe('an import', () => {
	test('[IM1] every line of the file is in exactly one piece', () => {
		const text =
			'\uFEFF\n# Shop\n\n## US-1: Sign in\n\nAs a reader, I want in.\n\n- a\n\n---\n\n# Bye';
		const reading = readImport('stories.md', text);
		if (!reading.ok) throw new Error(reading.error.reason);
		const { pieces } = reading.value;
		expect(pieces.map(({ source }) => source).join('')).toBe(text.slice(1));
		expect(pieces.map(({ becomes }) => becomes)).toEqual(['text', 'story', 'text']);
		expect(pieces[1]?.story?.criteria).toEqual([{ id: null, text: 'a', line: 7 }]);
	});

	test('[IM2] a piece is known again by its id, its number, or its words', () => {
		const text = '## A <!-- st_0123456789 -->\n\n## US-1: B\n\n## Story: C\n\n## Story: C\n';
		const reading = readImport('stories.md', text);
		expect(reading.ok && reading.value.pieces.map(({ key }) => key)).toEqual([
			'st_0123456789',
			'number:us-1',
			'words:c',
			'words:c~2',
		]);
	});

	test('[IM3] what is no text, or over the limits, is refused with a sentence', () => {
		for (const text of ['PK\u0003\u0004', '%PDF-1.7', ' '.repeat(11 * 1024 * 1024)]) {
			const reading = readImport('stories.md', text);
			expect(reading.ok ? '' : reading.error.reason).toMatch(/\.$/);
		}
	});
});
