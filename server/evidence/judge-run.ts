/** What a report says of each Design: how its tests came out, and which criteria they cover. */
import type { CheckoutInHand, Target } from '#server/evidence/checkout-in-hand.ts';
import { isBeforeCode } from '#server/evidence/files-in-hand.ts';
import { assertionFindings } from '#shared/evidence/assertions.ts';
import { coverageOf, type TestFile } from '#shared/evidence/coverage.ts';
import { criterionNames } from '#shared/evidence/criterion-names.ts';
import { placeResults } from '#shared/evidence/place-results.ts';
import { countsOf, type TestReport, type TestResult, WHOLE } from '#shared/evidence/report.ts';
import type { VerifiedDesign } from '#shared/evidence/verified.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface JudgedRun {
	readonly designs: readonly VerifiedDesign[];
	readonly findings: readonly Finding[];
}

/** `isOfThese`: nothing but the tests of these Designs was run. */
export function judgeRun(
	checkout: CheckoutInHand,
	targets: readonly Target[],
	{ report, isOfThese }: { readonly report: TestReport; readonly isOfThese: boolean },
	textOf: (path: string) => string,
	isThere: (path: string) => boolean = () => false,
): JudgedRun {
	const { stories, designs: all } = checkout.artefacts();
	const names = criterionNames(stories);
	const others = () =>
		all.flatMap(({ id }): TestFile[] => {
			const path = checkout.filesOf(id).test?.path;
			const isTarget = targets.some(({ design }) => design === id);
			return path === undefined || isTarget ? [] : [{ design: id, path, text: textOf(path) }];
		});
	const files = targets.flatMap(({ design, test }): TestFile[] =>
		test === null ? [] : [{ design, path: test.path, text: textOf(test.path) }],
	);
	const { placed, loose } = placeResults(report.tests, files, checkout.folder, {
		others,
		isThere,
		textOf,
	});
	const isBeside = loose.some(failsBeside);
	// One file was run, and its runner names none.
	const isAlone = isOfThese && files.length === 1 && loose.every(isNameless);
	const alone = isAlone ? loose : [];
	const findings: Finding[] = [];
	const first = checkout.state().policy.evidence?.testsFirst === true;
	const designs = targets.map((target) => {
		const file = files.find(({ design }) => design === target.design);
		const tests = file === undefined ? [] : (placed.get(file.path) ?? alone);
		if (file === undefined || tests.length === 0)
			return verified(target, tests, 'none', noTests(file, report.tests));
		const coverage = coverageOf(file, tests, names);
		const { path, markdown } = checkout.designFile(target.design);
		findings.push(...coverage.findings);
		if (first) findings.push(...assertionFindings({ file: path, markdown }, file));
		const passed = tests.filter(({ result }) => result === 'passed');
		if (isBeforeCode(target) && passed.length > 0) {
			findings.push(passesEarly(file, passed));
			return verified(target, tests, 'none', 'Tests of it pass before there is any code.');
		}
		const { failed } = countsOf(tests);
		const result = failed > 0 ? 'red' : passed.length > 0 ? 'green' : 'none';
		if (result === 'green' && isBeside) return verified(target, tests, 'none', BESIDE);
		return {
			...verified(target, tests, result, whyOf(result, tests)),
			criteria: [...coverage.criteria],
		};
	});
	return { designs, findings };
}

const MOST_NAMED = 5;
const MAX_NAME = 200;

/** What failed, by name: who has to mend it sees no output of the run. */
function whyOf(result: 'red' | 'green' | 'none', tests: readonly TestResult[]): string | null {
	if (result === 'none') return 'All of its tests were skipped.';
	const failed = tests.filter((one) => one.result === 'failed');
	if (failed.length === 0) return null;
	const named = failed.slice(0, MOST_NAMED).map(({ path }) => clipped(path.join(' › ')));
	const more = failed.length - named.length;
	return `What fails: ${named.map((name) => `“${name}”`).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

function clipped(name: string): string {
	return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME)}…`;
}

/** What the report tells of instead: who reads it has to mend the command, or a name. */
function noTests(file: TestFile | undefined, tests: readonly TestResult[]): string {
	const none = `The report tells of no test in ${file?.path ?? 'its test file'}`;
	const nameless = tests.filter(isNameless).length;
	if (nameless > 0) {
		const some = nameless === 1 ? 'One test' : `${nameless} tests`;
		return `${none}. ${some} in it came without a file, and without a name that this file alone declares.`;
	}
	const other = tests.find(({ file: named }) => named !== null)?.file ?? null;
	return other === null ? `${none}.` : `${none}, but of some in ${clipped(other)}.`;
}

const BESIDE =
	'Something failed that names no file, and may be of it: look at what the run printed.';

/** What failed in no file, or in one of several: it may have been in any. */
function failsBeside(test: TestResult): boolean {
	return test.result === 'failed' && isNameless(test);
}

function isNameless({ file, owner }: TestResult): boolean {
	return file === null && owner === null;
}

export function verified(
	{ design, name, test }: Target,
	tests: readonly TestResult[],
	result: VerifiedDesign['result'],
	because: string | null,
): VerifiedDesign {
	return {
		...{ design, name, test: test?.path ?? null, result, because },
		...{ tests: countsOf(tests), criteria: [], event: null },
	};
}

function passesEarly({ design, path }: TestFile, passed: readonly TestResult[]): Finding {
	const names = passed.map((one) => one.path.at(-1) ?? WHOLE).slice(0, 5);
	return {
		...{ rule: 'test-passes-early', severity: 'warning', artefact: design },
		message: `Before there is any code ${passed.length === 1 ? 'a test passes' : `${passed.length} tests pass`}: ${names.join(', ')}.`,
		fix: 'Let each test fail until what it asserts is there; one that passes now asserts nothing.',
		...{ field: null, place: null, file: path, line: null },
	};
}
