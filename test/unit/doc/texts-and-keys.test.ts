import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { setText } from '#shared/doc/apply-text.ts';
import { byOrder, evenKeys, keyBetween, keysBetween } from '#shared/doc/fractional-index.ts';
import { mergeText3 } from '#shared/doc/merge-text.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { applyChanges, changesBetween } from '#shared/doc/text-diff.ts';

const ada: Origin = { kind: 'person', id: 'ada' };

describe('texts and keys', { timeout: 60_000 }, () => {
	test('[DC4] keys fit between keys', () => {
		const keys = evenKeys(100);
		expect(keys).toEqual(keys.toSorted());
		fc.assert(
			fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
				const list: string[] = [];
				for (const place of places) {
					const at = place % (list.length + 1);
					list.splice(at, 0, keyBetween(list[at - 1] ?? null, list[at] ?? null));
				}
				expect(list).toEqual(
					list.toSorted((a, b) => byOrder({ order: a, id: '' }, { order: b, id: '' })),
				);
				expect(new Set(list).size).toBe(list.length);
			}),
		);
		const many = keysBetween('a', 'b', 5000);
		expect(many).toEqual(many.toSorted((a, b) => (a < b ? -1 : 1)));
		expect(Math.max(...many.map((key) => key.length))).toBeLessThan(10);
		expect(keyBetween('a', 'a') > 'a').toBe(true);
		expect(keyBetween('\uffff', '!').length).toBeGreaterThan(0);
	});

	test('[DC5] changes make one text of another, and both sides of a merge survive', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
				expect(applyChanges(a, changesBetween(a, b))).toBe(b);
				expect(mergeText3(a, b, a).text).toBe(b);
				expect(mergeText3(a, a, b).text).toBe(b);
			}),
		);
		for (const [a, b] of [
			['\n', ''],
			['', '\n'],
			['\none', 'two'],
			['\n\n', '\ntwo'],
		] as const)
			expect(applyChanges(a, changesBetween(a, b))).toBe(b);
		const long = 'line one\nline two\n'.repeat(2000);
		expect(applyChanges(long, changesBetween(long, `x${long}y`))).toBe(`x${long}y`);
		expect(mergeText3('one two three', 'ONE two three', 'one two THREE')).toEqual({
			text: 'ONE two THREE',
			conflict: false,
			conflicts: [],
		});
		const both = mergeText3('one two', 'one red two', 'one blue two');
		expect(both.conflict).toBe(true);
		expect(both.text).toContain('red');
		expect(both.text).toContain('blue');
	});

	test('[DC5] a text edit keeps cursors where nothing changed', () => {
		const text = new Y.Doc().getText('t');
		text.insert(0, 'one two three');
		const cursor = Y.createRelativePositionFromTypeIndex(text, 8);
		setText(text, 'zero one two three four', ada);
		const { index } =
			Y.createAbsolutePositionFromRelativePosition(cursor, text.doc ?? new Y.Doc()) ?? {};
		expect(text.toString().slice(index)).toBe('three four');
	});
});
