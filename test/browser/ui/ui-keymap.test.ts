import { expect, test } from 'vitest';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { timeWords } from '#client/ui/time-words.ts';
import { passKeys } from '#test/browser/world/passing-keys.svelte.ts';

function press(keymap: Keymap, target: HTMLElement, init: KeyboardEventInit) {
	const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
	const handle = (caught: KeyboardEvent) => keymap.handle(caught);
	document.body.append(target);
	target.addEventListener('keydown', handle);
	target.dispatchEvent(event);
	target.removeEventListener('keydown', handle);
	target.remove();
	return event.defaultPrevented;
}

function recorded() {
	const ran: string[] = [];
	const keymap = new Keymap();
	keymap.bind(
		['j', 'g s', '?', 'mod+k'].map((keys) => ({
			keys,
			words: keys,
			group: 'Test',
			whileTyping: keys === 'mod+k',
			run: () => ran.push(keys),
		})),
	);
	return { ran, keymap };
}

test('[UI13] single keys, sequences and chords find their shortcut', () => {
	const { ran, keymap } = recorded();
	const page = document.createElement('div');
	for (const key of ['j', 'g', 's', 's']) press(keymap, page, { key });
	press(keymap, page, { key: '?', shiftKey: true });
	press(keymap, page, { key: 'k', ctrlKey: true });
	expect(ran).toEqual(['j', 'g s', '?', 'mod+k']);
});

test('[UI13] keys typed into a field are text', () => {
	const { ran, keymap } = recorded();
	const field = document.createElement('textarea');
	expect(press(keymap, field, { key: 'j' })).toBe(false);
	expect(press(keymap, field, { key: 'k', metaKey: true })).toBe(true);
	expect(ran).toEqual(['mod+k']);
});

test('of two shortcuts with the same keys the newest wins until it goes', () => {
	const { ran, keymap } = recorded();
	const page = document.createElement('div');
	const unbind = keymap.bind([
		{ keys: 'j', words: 'Other', group: 'Test', run: () => ran.push('other') },
	]);
	press(keymap, page, { key: 'j' });
	unbind();
	press(keymap, page, { key: 'j' });
	expect(ran).toEqual(['other', 'j']);
});

test('[UI15] what comes with a change of the page keeps its keys when something else goes', () => {
	const { ran, keymap } = recorded();
	const shortcut = (keys: string) => {
		return { keys, words: keys, group: 'Test', run: () => ran.push(keys) };
	};
	const stop = passKeys(keymap, shortcut('x'), shortcut('a'));
	const page = document.createElement('div');
	for (const key of ['a', 'x', 'j']) press(keymap, page, { key });
	expect(ran).toEqual(['a', 'j']);
	expect(keymap.shortcuts.map(({ keys }) => keys)).toContain('a');
	stop();
	press(keymap, page, { key: 'a' });
	expect(ran).toEqual(['a', 'j']);
});

test('[UI15] keys of a screen go before those of the frame around it, which is ready after it', () => {
	const keymap = new Keymap();
	const ran: string[] = [];
	const bound = (words: string, place: number) => {
		keymap.bind([{ keys: 'mod+enter', words, group: 'Test', run: () => ran.push(words) }], place);
	};
	const [frame, screen] = [keymap.place(), keymap.place()];
	bound('screen', screen);
	bound('frame', frame);
	press(keymap, document.createElement('div'), { key: 'Enter', ctrlKey: true });
	expect(ran).toEqual(['screen']);
	expect(keymap.shortcuts.map(({ words }) => words)).toEqual(['screen']);
});

test('times are said as people say them', () => {
	const now = new Date('2026-11-22T12:00:00Z');
	const said = ['2026-11-22T11:59:40Z', '2026-11-22T11:55:00Z', '2026-11-22T09:00:00Z'];
	expect(said.map((at) => timeWords(at, now))).toEqual([
		'just now',
		'5 minutes ago',
		'3 hours ago',
	]);
	expect(timeWords('2026-11-21T09:00:00Z', now)).toBe('yesterday');
	expect(timeWords('2025-05-03T09:00:00Z', now)).toBe('May 3, 2025');
});
