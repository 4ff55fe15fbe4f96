/** What a test run is called and how it came out, in words. */
import { counted, figure } from '#shared/counted.ts';
import type { EventOf } from '#shared/lifecycle/event.ts';
import type { Acceptance } from '#shared/lifecycle/evidence-rules.ts';

type Attested = EventOf<'attested'>;

/** `11 of 12 tests passed, 1 failed`; older attestations tell no numbers. */
export function testsWords({ tests, result }: Pick<Attested, 'tests' | 'result'>): string {
	if (tests === undefined) return result === 'green' ? 'Its tests passed' : 'Its tests failed';
	const { passed, failed, skipped } = tests;
	const all = passed + failed + skipped;
	const named = counted(all, 'test');
	const parts = [
		passed === all ? `${named} passed` : `${figure(passed)} of ${named} passed`,
		...(failed > 0 ? [`${figure(failed)} failed`] : []),
		...(skipped > 0 ? [`${figure(skipped)} skipped`] : []),
	];
	return parts.join(', ');
}

/** `12 designs: 11 passed, 1 failed`. */
export function runSum(run: readonly { readonly event: Attested }[]): string {
	const failed = run.filter(({ event }) => event.result === 'red').length;
	const passed = `${figure(run.length - failed)} passed`;
	const came = failed === 0 ? 'all passed' : `${passed}, ${figure(failed)} failed`;
	return `${counted(run.length, 'design')}: ${came}`;
}

/** How the result came to be. */
export const HOW_WORDS: Readonly<Record<Acceptance, string>> = {
	runs: 'which ran the tests itself',
	reports: 'from a report that was handed in',
	ci: 'a build machine',
};

/** From a shell in the repository: `path` is data, and is one word of the command. */
export function verifyCommand(path: string, replay: boolean): string {
	return `lintel verify ${replay ? '--replay ' : ''}${shellWord(path)}`;
}

/** Moves a design and its test along with code that went from one path to another. */
export function moveCommand(from: string, to: string): string {
	return `lintel move ${shellWord(from)} ${shellWord(to)}`;
}

function shellWord(path: string): string {
	const plain = /^[\w@%+=:,./-]+$/.test(path);
	const word = plain ? path : `'${path.replaceAll("'", "'\\''")}'`;
	return `${path.startsWith('-') ? './' : ''}${word}`;
}
