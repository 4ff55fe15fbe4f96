import { expect, test } from 'vitest';
import { reasonHere } from '#client/features/trace/reason-here.ts';

test('[EW6] a reason’s time is that of where one reads, and holds together', () => {
	const words = reasonHere('The code changed since the run of 2026-11-22 14:05 UTC.');
	const at = new Date('2026-11-22T14:05:00Z');
	const time = [at.getHours(), at.getMinutes()].map((n) => `${n}`.padStart(2, '0')).join(':');
	expect(words.replaceAll('\u00a0', ' ')).toContain(time);
	expect(words).not.toContain('UTC');
	expect(/the run of [^ ]+\.$/.test(words)).toBe(true);
});

test('[EW6] a reason without a run stays as it is', () => {
	const words = 'No test run of it is in the log.';
	expect(reasonHere(words)).toBe(words);
	expect(reasonHere('2026-99-99 99:99 UTC')).toBe('2026-99-99 99:99 UTC');
});
