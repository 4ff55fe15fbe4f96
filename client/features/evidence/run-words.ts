/** What a test run is called and how it came out, in words. */
import type { EventOf } from '#shared/lifecycle/event.ts';
import type { Acceptance } from '#shared/lifecycle/evidence-rules.ts';

type Attested = EventOf<'attested'>;

/** `11 of 12 tests passed, 1 failed`; older attestations tell no numbers. */
export function testsWords({ tests, result }: Pick<Attested, 'tests' | 'result'>): string {
	if (tests === undefined) return result === 'green' ? 'Its tests passed' : 'Its tests failed';
	const { passed, failed, skipped } = tests;
	const all = passed + failed + skipped;
	const named = `${all} ${all === 1 ? 'test' : 'tests'}`;
	const parts = [
		passed === all ? `${named} passed` : `${passed} of ${named} passed`,
		...(failed > 0 ? [`${failed} failed`] : []),
		...(skipped > 0 ? [`${skipped} skipped`] : []),
	];
	return parts.join(', ');
}

/** `12 designs: 11 passed, 1 failed`. */
export function runSum(run: readonly { readonly event: Attested }[]): string {
	const failed = run.filter(({ event }) => event.result === 'red').length;
	const came = failed === 0 ? 'all passed' : `${run.length - failed} passed, ${failed} failed`;
	return `${run.length} designs: ${came}`;
}

/** How the result came to be. */
export const HOW_WORDS: Readonly<Record<Acceptance, string>> = {
	runs: 'which ran the tests itself',
	reports: 'from a report that was handed in',
	ci: 'a build machine',
};

/** From a shell in the repository: `path` is data, and is one word of the command. */
export function verifyCommand(path: string, replay: boolean): string {
	const plain = /^[\w@%+=:,./-]+$/.test(path);
	const word = plain ? path : `'${path.replaceAll("'", "'\\''")}'`;
	return `lintel verify ${replay ? '--replay ' : ''}${path.startsWith('-') ? './' : ''}${word}`;
}
