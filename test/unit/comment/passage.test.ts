import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { anchorAt, anchorOn, placeOf } from '#shared/doc/passage.ts';

function textOf(words: string): Y.Text {
	const text = new Y.Doc().getText('t');
	text.insert(0, words);
	return text;
}

function words(text: Y.Text, anchor: Parameters<typeof placeOf>[1]): string | null {
	const place = placeOf(text, anchor);
	return place && text.toString().slice(place.from, place.to);
}

describe('a passage', () => {
	test('[CT4] stays on its words while others type before, after and in it', () => {
		const text = textOf('A reader signs in with email.');
		const anchor = anchorAt('narrative', text, { from: 9, to: 17 });
		expect(anchor.quote).toBe('signs in');
		text.insert(0, 'Today: ');
		text.insert(text.toString().indexOf(' with'), ' quickly');
		text.insert(text.toString().indexOf('signs in') + 5, ' or logs');
		expect(words(text, anchor)).toBe('signs or logs in');
		text.insert(text.toString().indexOf('signs'), 'always ');
		expect(words(text, anchor)).toBe('signs or logs in');
	});

	test('[CT4] survives what two people typed at once', () => {
		const [ada, ben] = [new Y.Doc(), new Y.Doc()];
		ada.getText('t').insert(0, 'A reader signs in with email.');
		Y.applyUpdate(ben, Y.encodeStateAsUpdate(ada));
		const anchor = anchorAt('narrative', ada.getText('t'), { from: 9, to: 17 });
		ben.getText('t').delete(0, 9);
		ben.getText('t').insert(0, 'People who have an account, each ');
		ada.getText('t').insert(11, 'G');
		Y.applyUpdate(ada, Y.encodeStateAsUpdate(ben));
		Y.applyUpdate(ben, Y.encodeStateAsUpdate(ada));
		expect(words(ada.getText('t'), anchor)).toBe('siGgns in');
		expect(words(ben.getText('t'), anchor)).toBe('siGgns in');
	});

	test('[CT4] is found without reading the text, so that hundreds cost little while somebody types', () => {
		const text = textOf('A reader signs in with email.');
		const anchor = anchorAt('narrative', text, { from: 9, to: 17 });
		const read = vi.fn(text.toString.bind(text));
		text.toString = read;
		expect(placeOf(text, anchor)).toEqual({ from: 9, to: 17 });
		expect(placeOf(text, anchorOn('narrative', ''))).toEqual({ from: 0, to: 29 });
		expect(read).not.toHaveBeenCalled();
	});

	test('[CT5] is gone when its words are, and is told by them', () => {
		const text = textOf('A reader signs in with email.');
		const anchor = anchorAt('narrative', text, { from: 9, to: 17 });
		text.delete(8, 10);
		expect(placeOf(text, anchor)).toBeNull();
		expect(anchor.quote).toBe('signs in');
	});

	test('[CT5] is found again by its words in another founding of the text', () => {
		const anchor = anchorAt('narrative', textOf('one two three, one two four'), {
			from: 15,
			to: 22,
		});
		expect(anchor.quote).toBe('one two');
		expect(placeOf(textOf('one two four, one two three'), anchor)).toBeNull();
		expect(placeOf(textOf('one two three, one two four!'), anchor)).toEqual({ from: 15, to: 22 });
		const lonely = anchorAt('narrative', textOf('signs in with email'), { from: 0, to: 13 });
		expect(words(textOf('A reader signs in with email'), lonely)).toBe('signs in with');
	});

	test('[CT5] nonsense for a place is no place', () => {
		const text = textOf('one');
		const anchor = { field: 'x', from: 'AAAA', to: '_-_-', quote: '', before: '', whole: false };
		expect(placeOf(text, anchor)).toBeNull();
		expect(placeOf(text, anchorOn('criteria/ac_0000000001', 'was'))).toEqual({ from: 0, to: 3 });
	});
});
