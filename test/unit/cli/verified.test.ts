import { describe, expect, test } from 'vitest';
import { exitCodeOf, printVerified } from '#server/cli/print-verified.ts';
import type { Verified, VerifiedDesign } from '#shared/evidence/verified.ts';

function of(...results: VerifiedDesign['result'][]): Verified {
	const tests = { passed: 1, failed: 0, skipped: 0 };
	const one = { design: 'cp_0123456789', name: 'Session', test: null, because: null } as const;
	return {
		designs: results.map((result) => ({ ...one, result, tests, criteria: [], event: null })),
		findings: [],
	};
}

function lastLine(verified: Verified, replay: boolean): string | undefined {
	const lines: string[] = [];
	const print = (line: string) => void lines.push(line);
	printVerified({ print, warn: print }, verified, replay);
	return lines.at(-1);
}

describe('a verification ends', () => {
	test('[VE17] a replay well where all that is attested holds', () => {
		expect(exitCodeOf(of('holds', 'none'), true)).toBe(0);
		expect(exitCodeOf(of('none'), true)).toBe(0);
		expect(exitCodeOf(of('holds', 'fails'), true)).toBe(1);
	});

	test('[VE17] with a word where there is nothing to replay', () => {
		expect(lastLine(of('none', 'none'), true)).toMatch(/^Nothing to replay: /);
		expect(lastLine(of(), true)).toMatch(/^Nothing to replay: /);
		expect(lastLine(of('holds', 'none'), true)).toBe('1 hold, 1 not attested');
		expect(lastLine(of('none'), false)).toBe('1 not attested');
	});

	test('[VE13] a run well where everything is green', () => {
		expect(exitCodeOf(of('green', 'green'), false)).toBe(0);
		expect(exitCodeOf(of('green', 'none'), false)).toBe(1);
		expect(exitCodeOf(of('green', 'red'), false)).toBe(1);
	});
});
