import { checkWords } from '#client/features/session/check-words.ts';
import type { TranscriptRow } from '#client/features/session/transcript-rows.ts';

/** The places, in `rows`, of the lines in which every one of the words stands; none for no words. */
export function findRows(rows: readonly TranscriptRow[], words: string): readonly number[] {
	const wanted = termsOf(words);
	if (wanted.length === 0) return [];
	return rows.flatMap((row, at) => {
		const text = textOf(row).toLowerCase();
		return wanted.every((word) => text.includes(word)) ? [at] : [];
	});
}

/** In lower case, as they are looked for. */
export function termsOf(words: string): readonly string[] {
	return words.toLowerCase().split(/\s+/).filter(Boolean);
}

function textOf(row: TranscriptRow): string {
	if (row.kind === 'step') return '';
	if (row.kind === 'deed') {
		const { who, did, words, output } = row.deed;
		return [who, did, words, output].join('\n');
	}
	const { who, body } = row.entry;
	switch (body.type) {
		case 'text':
		case 'note':
			return `${who}\n${body.text}`;
		case 'tool':
			return [body.name, body.input, body.result].join('\n');
		case 'output':
			return `${who}\n${body.output}`;
		case 'check':
			return `${checkWords(body.check, body.passed)}\n${body.text}`;
		case 'usage':
			return body.model;
	}
}
