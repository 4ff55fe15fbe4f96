import { describe, expect, test } from 'vitest';
import { createAgreedHistory } from '#server/files/agreed-history.ts';
import { createMemoryStore } from '#server/storage/memory.ts';

const PATH = 'docs/design/session.md';
const BEFORE = '# Session\n\nOne.\n\nTwo.\n';
const WROTE = '# Session\nrobin says 2\n\nOne.\n\nTwo.\n';
/** Made from BEFORE: letters of its line occur in the one that Lintel wrote meanwhile. */
const SAVED = '# Session\nvim says 10\n\nOne.\n\nTwo.\n';

function createHistory() {
	let at = 0;
	const history = createAgreedHistory(createMemoryStore(), () => new Date(at));
	history.wrote(PATH, BEFORE);
	return { history, pass: (ms: number) => (at += ms) };
}

describe('the text that a change was made from', () => {
	test('[FB14] is the one that the least was taken out of', () => {
		const { history } = createHistory();
		expect(history.baseOf(PATH, WROTE, SAVED, 1_000)).toBe(BEFORE);
		const since = WROTE.replace('One', 'First');
		expect(history.baseOf(PATH, WROTE, since, 1_000)).toBe(WROTE);
	});

	test('[FB14] is found where a line was put in between others that ids were written into', () => {
		const store = createMemoryStore();
		const history = createAgreedHistory(store, () => new Date(0));
		const before = '# Shop\n\n## Sign in\n\n- It works\n- vim says 0\n- vim says 1\n';
		const wrote =
			'# Shop\n\n## Sign in <!-- st_5eas6hfq35 -->\n\n- It works <!-- ac_vhecp034z4 -->\n' +
			'- vim says 0 <!-- ac_x0ajmdhy9z -->\n- vim says 1 <!-- ac_9bha98v7zx -->\n' +
			'- robin says 2 <!-- ac_0000000003 -->\n';
		history.wrote(PATH, before);
		const saved = before.replace('- vim says 1', '- vim says 6\n- vim says 1');
		expect(history.baseOf(PATH, wrote, saved, 1_000)).toBe(before);
		// One that lacks what Lintel took away was made from the newer text.
		const newer = wrote.replace('- vim says 0 <!-- ac_x0ajmdhy9z -->\n', '');
		const since = newer.replace('robin says 2', 'robin says 3');
		expect(history.baseOf(PATH, newer, since, 1_000)).toBe(newer);
	});

	test('[FB14] is looked for at the time when the file was saved, however long ago', () => {
		const { history, pass } = createHistory();
		pass(3_600_000);
		expect(history.baseOf(PATH, WROTE, SAVED, 10_000)).toBe(BEFORE);
		expect(history.baseOf(PATH, WROTE, SAVED, 3_500_000)).toBe(WROTE);
	});

	test('[FB14] is the agreed one where a change was taken back', () => {
		const { history } = createHistory();
		expect(history.baseOf(PATH, WROTE, BEFORE, 1_000)).toBe(WROTE);
	});
});
