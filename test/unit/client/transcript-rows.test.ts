import { expect, test } from 'vitest';
import { spanWords } from '#client/features/session/clock-words.ts';
import { findRows } from '#client/features/session/find-rows.ts';
import type { ToldDeed } from '#client/features/session/told-deeds.ts';
import { givenWords, resultWords } from '#client/features/session/tool-line.ts';
import { transcriptRows } from '#client/features/session/transcript-rows.ts';
import { SessionId } from '#shared/id.ts';
import type { TranscriptBody, TranscriptEntry } from '#shared/session/transcript.ts';

const SESSION = SessionId.parse('se_0000000001');
const KIND = { kind: 'story-review' } as const;
const at = (minute: number) => `2026-11-22T12:${`${minute}`.padStart(2, '0')}:00.000Z`;

const entry = (n: number, minute: number, step: string | null, body: TranscriptBody) =>
	({ session: SESSION, n, at: at(minute), step, who: 'robin', body }) satisfies TranscriptEntry;
const text = (words: string) => ({ type: 'text', text: words }) as const;
const deed = (minute: number, step: string | null, words: string): ToldDeed => ({
	...{ event: `e${minute}`, at: at(minute), step, who: 'Ada', did: 'answered' },
	...{ words, output: null },
});

test('[SB21] what people decided stands between what was said before and after it', () => {
	const entries = [
		entry(1, 1, 'review', text('One')),
		entry(2, 1, 'review', text('Two')),
		entry(3, 5, 'revise', text('Three')),
	];
	const rows = transcriptRows(KIND, entries, [deed(3, 'review', 'Yes'), deed(9, null, 'Stop')]);
	const shown = rows.map((row) =>
		row.kind === 'step' ? row.title : row.kind === 'deed' ? row.deed.words : `${row.entry.n}`,
	);
	expect(shown).toEqual(['Look for gaps', '1', '2', 'Yes', 'Revise the story', '3', 'Stop']);
	expect(rows.map((row) => row.kind !== 'step' && row.named)).toEqual(
		// Who spoke is said anew once a person did, and in another step.
		[false, true, false, true, false, true, true],
	);
	expect(rows.map((row) => row.kind !== 'step' && row.timed)).toEqual([
		false,
		true,
		false,
		true,
		false,
		true,
		true,
	]);
	expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
	expect(findRows(rows, 'yes ADA')).toEqual([3]);
	expect(findRows(rows, ' ')).toEqual([]);
});

test('[SB11] a tool call is told by what it was given, and how much came of it', () => {
	expect(givenWords({ input: '{"path":"src/a.ts","lines":[1,200]}' })).toBe(
		'src/a.ts, lines 1 200',
	);
	expect(givenWords({ input: '{"artefacts":[{"id":1},{"id":2}],"text":"One\\nTwo"}' })).toBe(
		'2, text One',
	);
	expect(givenWords({ input: 'ls -l\nrm' })).toBe('ls -l');
	expect(givenWords({ input: '{"broken' })).toBe('{"broken');
	expect(givenWords({ input: '{}' })).toBe('');
	expect(givenWords({ input: 'x'.repeat(500) })).toHaveLength(161);
	expect(resultWords({ result: 'a\nb\nc\n' })).toBe('3 lines');
	expect(resultWords({ result: 'a\nb' })).toBe('');
});

test('[SB2] how long something took is told in two units at most', () => {
	expect(spanWords(at(1), at(1))).toBe('1 s');
	expect(spanWords(at(1), at(13))).toBe('12 min');
	expect(spanWords(at(0), '2026-11-22T15:05:00.000Z')).toBe('3 h 5 min');
	expect(spanWords(at(0), '2026-11-25T12:00:00.000Z')).toBe('3 days');
});
