/** What a test runner reported, whichever runner it was. */
import type { ReportFormat } from '#shared/lifecycle/evidence-rules.ts';

export interface TestResult {
	/** The test file as the runner names it: absolute, or from wherever it ran; null where it says none. */
	readonly file: string | null;
	/** Its class, module or package, for runners that name no file; else null. */
	readonly owner: string | null;
	/** The suites that it is in, the outermost first, and its own name last. */
	readonly path: readonly string[];
	readonly result: 'passed' | 'failed' | 'skipped';
	/** A Gherkin scenario's tags, with their `@`. */
	readonly tags: readonly string[];
}

export interface TestReport {
	readonly format: ReportFormat;
	/** A file that didn't load is a test that failed, with no name of its own. */
	readonly tests: readonly TestResult[];
}

/** What stands for a whole file, package or suite that failed beside its tests. */
export const WHOLE = '(everything)';

/** How the tests came out, in numbers. */
export function countsOf(tests: readonly TestResult[]) {
	const count = (result: TestResult['result']) =>
		tests.filter((one) => one.result === result).length;
	return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
