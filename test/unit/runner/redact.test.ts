import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieceRedactor, redacted, redactor } from '#server/runner/redact.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';

const KEY = 'sk-ant-0123456789';
const said = `It is ${KEY}.`;

test('[RN31] the key is in no entry of a transcript, whatever its kind', () => {
	const usage = { input: 1, cachedRead: 0, cachedWrite: 0, output: 1, cost: null };
	const bodies: readonly TranscriptBody[] = [
		{ type: 'text', text: said },
		{ type: 'note', text: said },
		{ type: 'tool', name: 'read_file', input: said, result: '', failed: false },
		{ type: 'tool', name: 'read_file', input: '', result: said, failed: true },
		{ type: 'output', output: said },
		{ type: 'check', check: 'tests-pass', passed: false, text: said },
	];
	for (const body of bodies) {
		const told = JSON.stringify(redacted(body, redactor(KEY)));
		expect(told).toContain('It is [key].');
		expect(told).not.toContain(KEY);
	}
	const spent: TranscriptBody = { type: 'usage', model: 'm', ...usage };
	expect(redacted(spent, redactor(KEY))).toBe(spent);
});

test('[RN31] the key is in no piece of what is said, however it is cut', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (sizes) => {
			const text = `sk-ant-01 and ${KEY}${KEY.slice(0, 5)}${KEY} so sk-`;
			const pieces = pieceRedactor(KEY);
			let [told, at] = ['', 0];
			for (const size of [...sizes, text.length]) {
				told += pieces.next(text.slice(at, at + size));
				at += size;
				expect(told).not.toContain(KEY);
				// Nor does it begin at the end, where the rest could follow.
				expect(told.endsWith(KEY.slice(0, 12))).toBe(false);
			}
			expect(told + pieces.end()).toBe('sk-ant-01 and [key]sk-an[key] so sk-');
			expect(pieces.end()).toBe('');
		}),
	);
});
