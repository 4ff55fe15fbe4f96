/** `go test -json`: the events of test2json, one a line. */
import { z } from 'zod';
import { readJsonLines } from '#server/evidence/readers/json-lines.ts';
import { MOST_TESTS, nameFrom, tooMany, unreadable } from '#server/evidence/readers/unreadable.ts';
import { type TestReport, type TestResult, WHOLE } from '#shared/evidence/report.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** What Go before 1.24 prints between the events where there is nothing to run. */
const NOT_BUILT = /^FAIL\t(\S+) \[(?:build|setup) failed\]/gm;

const Event = z.object({
	Action: z.string(),
	Package: z.string().optional(),
	Test: z.string().optional(),
});

export function readGo(text: string): Result<TestReport, Refusal> {
	const events = readJsonLines(text, Event, true);
	if (!events.ok) return events;
	if (events.value.length === 0) return err(unreadable('no line of it is an event of go test'));
	const packages = new Map<string, Map<string, Ran>>();
	const ended = new Map<string, TestResult['result']>();
	for (const { Action, Package, Test } of events.value) {
		if (Package === undefined) continue;
		const tests = packages.get(Package) ?? new Map<string, Ran>();
		packages.set(Package, tests);
		const result = RESULTS.get(Action);
		if (Test !== undefined) {
			const before = tests.get(Test)?.worst ?? null;
			if (Action === 'run') tests.set(Test, { worst: before, isOpen: true });
			if (result !== undefined) tests.set(Test, { worst: worse(before, result), isOpen: false });
			if (tests.size > MOST_TESTS) return err(tooMany());
		} else if (result !== undefined) {
			ended.set(Package, worse(ended.get(Package) ?? null, result));
		}
	}
	for (const [, name = ''] of text.matchAll(NOT_BUILT)) {
		packages.set(name, packages.get(name) ?? new Map());
		ended.set(name, 'failed');
	}
	const isUnbuilt = events.value.some(({ Action }) => Action === 'build-fail');
	if (isUnbuilt && ![...ended.values()].includes('failed')) {
		return err(unreadable('it ends before the package that did not build does'));
	}
	const open = [...packages.keys()].find((one) => !ended.has(one));
	if (open !== undefined) {
		return err(unreadable(`it ends before package ${nameFrom(open).slice(0, 200)} does`));
	}
	const tests = [...packages].flatMap(([owner, found]) => testsOf(owner, found, ended.get(owner)));
	return tests.length > MOST_TESTS ? err(tooMany()) : ok({ format: 'go', tests });
}

/** One test, however often it ran: with `-count` each time it did. */
interface Ran {
	readonly worst: TestResult['result'] | null;
	readonly isOpen: boolean;
}

function worse(
	before: TestResult['result'] | null,
	result: TestResult['result'],
): TestResult['result'] {
	if (before === 'failed' || result === 'failed') return 'failed';
	return before === 'passed' ? before : result;
}

const RESULTS = new Map<string, TestResult['result']>([
	['pass', 'passed'],
	['fail', 'failed'],
	['skip', 'skipped'],
]);

/** What ran and never ended was cut off by a panic or a time-out, and so failed. */
function testsOf(
	owner: string,
	found: ReadonlyMap<string, Ran>,
	package_: TestResult['result'] | undefined,
): TestResult[] {
	const about = { file: null, owner: nameFrom(owner), tags: [] };
	const tests = [...found].map(([name, { worst, isOpen }]): TestResult => {
		const result = isOpen ? 'failed' : (worst ?? 'failed');
		return { ...about, path: name.split('/').map(nameFrom), result };
	});
	const told = tests.some(({ result }) => result === 'failed');
	return package_ === 'failed' && !told
		? [...tests, { ...about, path: [WHOLE], result: 'failed' }]
		: tests;
}
