/** The JSON of Vitest and Jest: `--reporter=json`, `--json`. */
import { z } from 'zod';
import { MOST_TESTS, nameFrom, tooMany, unreadable } from '#server/evidence/readers/unreadable.ts';
import { type TestReport, type TestResult, WHOLE } from '#shared/evidence/report.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const Report = z.object({
	success: z.boolean().optional(),
	wasInterrupted: z.boolean().optional(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string().optional(),
			assertionResults: z.array(
				z.object({
					ancestorTitles: z.array(z.string()).optional(),
					title: z.string(),
					status: z.string(),
				}),
			),
		}),
	),
});

export function readVitest(text: string): Result<TestReport, Refusal> {
	const json = jsonFrom(text);
	if (!json.ok) return json;
	const parsed = Report.safeParse(json.value);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const at = issue?.path.map(String).join('.') || 'its top';
		return err(unreadable(`it is JSON, and not a report of Vitest or Jest at ${at.slice(0, 200)}`));
	}
	const { testResults, success, wasInterrupted } = parsed.data;
	if (wasInterrupted === true) return err(unreadable('its run was interrupted'));
	const tests = testResults.flatMap(testsIn);
	// Something beside the tests went wrong, and no file of theirs is to blame.
	if (success === false && !tests.some(({ result }) => result === 'failed')) {
		tests.push({ file: null, owner: null, path: [WHOLE], tags: [], result: 'failed' });
	}
	return tests.length > MOST_TESTS ? err(tooMany()) : ok({ format: 'vitest', tests });
}

type File = z.infer<typeof Report>['testResults'][number];

function testsIn({ name, status, assertionResults }: File): TestResult[] {
	const about = { file: nameFrom(name), owner: null, tags: [] };
	const tests = assertionResults.map((one): TestResult => {
		const path = [...(one.ancestorTitles ?? []), one.title].map(nameFrom).filter(Boolean);
		return { ...about, path: path.length === 0 ? [WHOLE] : path, result: resultOf(one.status) };
	});
	const told = tests.some(({ result }) => result === 'failed');
	// A file that didn't load, or whose hooks failed.
	return status === 'failed' && !told
		? [...tests, { ...about, path: [WHOLE], result: 'failed' }]
		: tests;
}

function resultOf(status: string): TestResult['result'] {
	if (status === 'passed') return 'passed';
	return ['pending', 'skipped', 'todo', 'disabled', 'focused'].includes(status)
		? 'skipped'
		: 'failed';
}

function jsonFrom(text: string): Result<unknown, Refusal> {
	try {
		return ok(JSON.parse(text));
	} catch (error) {
		const said = error instanceof Error ? error.message : '';
		const at = /position (\d+)/.exec(said)?.[1];
		const line = at === undefined ? null : text.slice(0, Number(at)).split('\n').length;
		const where = line === null ? 'at its end' : `at line ${line} (character ${at})`;
		return err(unreadable(`it is no whole JSON ${where}`));
	}
}
