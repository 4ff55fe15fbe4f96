import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { boundText } from '#client/ui/bound-text.ts';
import { spliceBetween } from '#client/ui/text-splice.ts';

const undone: (() => void)[] = [];
afterEach(() => {
	for (const undo of undone.splice(0)) undo();
});

/** A field bound to a text, and a colleague's copy of the same document in step with it. */
function bind(start: string, singleLine = false) {
	const mine = new Y.Doc();
	const theirs = new Y.Doc();
	mine.getText('field').insert(0, start);
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
	mine.on('update', (update, origin) => origin !== 'sync' && Y.applyUpdate(theirs, update, 'sync'));
	theirs.on('update', (update, origin) => origin !== 'sync' && Y.applyUpdate(mine, update, 'sync'));
	const area = document.createElement('textarea');
	document.body.append(area);
	const text = mine.getText('field');
	const unbind = boundText({ text, origin: 'me', singleLine })(area);
	undone.push(() => {
		unbind?.();
		area.remove();
	});
	area.focus();
	return { area, text, theirs: theirs.getText('field') };
}

function type(area: HTMLTextAreaElement, words: string) {
	area.setRangeText(words, area.selectionStart, area.selectionEnd, 'end');
	area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

test('[UI2] what is typed reaches the other copy, and what they type is shown', () => {
	const { area, theirs } = bind('A reader signs in');
	area.setSelectionRange(17, 17);
	type(area, ' by email');
	theirs.insert(0, 'Soon: ');
	expect(theirs.toString()).toBe('Soon: A reader signs in by email');
	expect(area.value).toBe(theirs.toString());
});

test('[UI2] a caret keeps its place among the words while others type before it', () => {
	const { area, theirs } = bind('one two three');
	area.setSelectionRange(4, 7);
	theirs.insert(0, 'zero ');
	theirs.delete(theirs.length - 6, 6);
	expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('two');
});

test('[UI2] a caret inside of what others delete stands where it was', () => {
	const { area, theirs } = bind('one two three');
	area.setSelectionRange(6, 6);
	theirs.delete(4, 4);
	expect([area.value, area.selectionStart]).toEqual(['one three', 4]);
});

test('[UI2] a repeated letter is inserted where the caret is', () => {
	expect(spliceBetween('aa', 'aaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' });
	expect(spliceBetween('aa', 'aaa', 3)).toEqual({ at: 2, remove: 0, insert: 'a' });
	expect(spliceBetween('same', 'same', 0)).toBeNull();
});

test('[UI3] exchanging one emoji for another keeps both halves together', () => {
	const splice = spliceBetween('a😀b', 'a😁b', 3);
	expect(splice).toEqual({ at: 1, remove: 2, insert: '😁' });
	const { area, theirs } = bind('😀😀');
	area.setSelectionRange(2, 4);
	type(area, '🎄');
	expect(theirs.toString()).toBe('😀🎄');
});

test('[UI4] a composition is put in when it ends, over what came meanwhile', () => {
	const { area, text, theirs } = bind('ab');
	area.setSelectionRange(1, 1);
	area.dispatchEvent(new CompositionEvent('compositionstart'));
	type(area, 'に');
	theirs.insert(0, '> ');
	expect([text.toString(), area.value]).toEqual(['> ab', 'aにb']);
	area.dispatchEvent(new CompositionEvent('compositionend'));
	expect(text.toString()).toBe('> aにb');
	expect(area.value).toBe('> aにb');
});

test('[UI2] a single line stays one', () => {
	const { area, text } = bind('Sign in', true);
	area.setSelectionRange(7, 7);
	type(area, '\nwith\n\nemail');
	expect(text.toString()).toBe('Sign in with email');
});

test('[UI2] two people who type in turns, at random places, end with the same words', () => {
	let seed = 7;
	const next = (below: number) => {
		seed = (seed * 48271) % 2147483647;
		return seed % below;
	};
	const { area, theirs } = bind('The quick brown fox jumps');
	for (let n = 0; n < 400; n++) {
		const at = next(area.value.length + 1);
		if (n % 2 === 0) {
			area.setSelectionRange(at, Math.min(area.value.length, at + next(3)));
			type(area, ['', 'x', 'yz '][next(3)] ?? '');
		} else {
			theirs.insert(Math.min(at, theirs.length), 'w');
		}
		expect(area.value).toBe(theirs.toString());
	}
});
