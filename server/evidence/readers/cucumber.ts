/** Cucumber's messages, one a line: a pickle is a scenario, and a test case a run of it. */
import { z } from 'zod';
import { readJsonLines } from '#server/evidence/readers/json-lines.ts';
import { MOST_TESTS, nameFrom, tooMany, unreadable } from '#server/evidence/readers/unreadable.ts';
import { type TestReport, type TestResult, WHOLE } from '#shared/evidence/report.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const named = z.object({ name: z.string() });
const Envelope = z.object({
	gherkinDocument: z.object({ uri: z.string().optional(), feature: named.nullish() }).optional(),
	pickle: z
		.object({ id: z.string(), uri: z.string(), name: z.string(), tags: z.array(named) })
		.optional(),
	testCase: z.object({ id: z.string(), pickleId: z.string() }).optional(),
	testCaseStarted: z.object({ id: z.string(), testCaseId: z.string() }).optional(),
	testStepFinished: z
		.object({
			testCaseStartedId: z.string(),
			testStepResult: z.object({ status: z.string() }),
		})
		.optional(),
	testCaseFinished: z
		.object({ testCaseStartedId: z.string(), willBeRetried: z.boolean().optional() })
		.optional(),
	testRunFinished: z.object({ success: z.boolean().optional() }).optional(),
	parseError: z.object({ source: z.object({ uri: z.string().optional() }) }).optional(),
});
type Envelope = z.infer<typeof Envelope>;

export function readCucumber(text: string): Result<TestReport, Refusal> {
	const lines = readJsonLines(text, Envelope);
	if (!lines.ok) return lines;
	const features = new Map<string, string>();
	const pickles = new Map<string, Omit<TestResult, 'result'>>();
	const cases = new Map<string, string>();
	const started = new Map<string, string>();
	const unfinished = new Set<string>();
	const statuses = new Map<string, string[]>();
	const tests: TestResult[] = [];
	let finished: Envelope['testRunFinished'];
	for (const one of lines.value) {
		const { gherkinDocument, pickle, testCase, testStepFinished, parseError } = one;
		if (gherkinDocument?.feature) {
			features.set(gherkinDocument.uri ?? '', gherkinDocument.feature.name);
		}
		if (pickle !== undefined) pickles.set(pickle.id, scenarioOf(pickle, features));
		if (testCase !== undefined) cases.set(testCase.id, testCase.pickleId);
		if (one.testCaseStarted !== undefined) {
			started.set(one.testCaseStarted.id, one.testCaseStarted.testCaseId);
			unfinished.add(one.testCaseStarted.id);
		}
		if (testStepFinished !== undefined) {
			const { testCaseStartedId: id, testStepResult } = testStepFinished;
			statuses.set(id, [...(statuses.get(id) ?? []), testStepResult.status]);
		}
		unfinished.delete(one.testCaseFinished?.testCaseStartedId ?? '');
		if (one.testCaseFinished !== undefined && one.testCaseFinished.willBeRetried !== true) {
			const id = one.testCaseFinished.testCaseStartedId;
			const scenario = pickles.get(cases.get(started.get(id) ?? '') ?? '');
			if (scenario === undefined)
				return err(unreadable('it finishes a scenario that it never names'));
			tests.push({ ...scenario, result: resultOf(statuses.get(id) ?? []) });
		}
		if (parseError !== undefined) {
			const file = parseError.source.uri ?? null;
			tests.push({ file, owner: null, path: [WHOLE], tags: [], result: 'failed' });
		}
		finished ??= one.testRunFinished;
		if (tests.length > MOST_TESTS) return err(tooMany());
	}
	if (finished === undefined) return err(unreadable('it ends before the test run does'));
	const [open] = unfinished;
	if (open !== undefined) {
		const { path = [] } = pickles.get(cases.get(started.get(open) ?? '') ?? '') ?? {};
		const name = (path.at(-1) ?? '').slice(0, 200);
		return err(unreadable(`it never finishes the scenario “${name}”`));
	}
	if (finished.success === false && !tests.some(({ result }) => result === 'failed')) {
		tests.push({ file: null, owner: null, path: [WHOLE], tags: [], result: 'failed' });
	}
	return ok({ format: 'cucumber', tests });
}

function scenarioOf(
	{ uri, name, tags }: NonNullable<Envelope['pickle']>,
	features: ReadonlyMap<string, string>,
): Omit<TestResult, 'result'> {
	const feature = features.get(uri);
	const path = [...(feature === undefined ? [] : [feature]), name].map(nameFrom);
	return { file: nameFrom(uri), owner: null, path, tags: tags.map((tag) => nameFrom(tag.name)) };
}

/** A step that nobody wrote, or that is ambiguous, is no pass. */
function resultOf(statuses: readonly string[]): TestResult['result'] {
	if (statuses.some((one) => !['PASSED', 'SKIPPED'].includes(one))) return 'failed';
	return statuses.includes('PASSED') && !statuses.includes('SKIPPED') ? 'passed' : 'skipped';
}
