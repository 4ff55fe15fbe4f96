import { expect, test } from 'vitest';
import { readLogUp } from '#server/log/read-log-up.ts';

const APPEND = { type: 'append', ref: 7, envelopes: [], texts: [], blobs: [] };
const MOST = 200;

const read = (message: unknown, isBinary = false) =>
	readLogUp(Buffer.from(JSON.stringify(message)), isBinary, MOST);

test('[LG13] an append that is wrong inside is answered by its number, and says where', () => {
	expect(read({ ...APPEND, envelopes: [{}] })).toMatchObject({
		kind: 'refused',
		answer: { type: 'refused', ref: 7, event: null, refusal: { guard: 'malformed-event' } },
	});
	const wrong = read({ ...APPEND, texts: 3 });
	expect(wrong.kind === 'refused' && JSON.stringify(wrong.answer)).toContain('texts is not what');
});

test.each<[string, unknown]>([
	['another type', { ...APPEND, type: 'forget' }],
	['an append without a number', { ...APPEND, ref: 'seven' }],
	['no object', 'append'],
])('[LG14] %s is no message', (_, message) => {
	expect(read(message).kind).toBe('malformed');
});

test('[LG14] a message is text, whole or in pieces, and no longer than it may be', () => {
	expect(read(APPEND)).toEqual({ kind: 'message', message: APPEND });
	expect(read(APPEND, true)).toEqual({ kind: 'malformed', reason: 'A message is text.' });
	const text = Buffer.from(JSON.stringify(APPEND));
	expect(readLogUp([text.subarray(0, 9), text.subarray(9)], false, MOST).kind).toBe('message');
	expect(readLogUp(text, false, text.length).kind).toBe('message');
	expect(readLogUp(text, false, text.length - 1)).toMatchObject({ kind: 'malformed' });
	expect(readLogUp(new ArrayBuffer(2), false, MOST)).toMatchObject({ kind: 'malformed' });
});
