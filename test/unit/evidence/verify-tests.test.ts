import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { NO_CODE } from '#machines/evidence/evidence-of.ts';
import { hashOf } from '#shared/hash.ts';
import { createRuns, DESIGN, TEST_COMMAND } from '#test/fixtures/attested.ts';
import { type Given, TEST_FILE, tapOf, verifyOne } from '#test/fixtures/checkout.ts';
import { revision } from '#test/fixtures/events.ts';

const tap = tapOf('opens');
const codeWith = (hash: string | null) => ({ path: 'src/session.ts', hash });
const testWith = (hash: string | null, path: string = TEST_FILE) => ({ path, hash });

/** What came of it: the guard of a refusal, or how it came out, why, and what there is to sign. */
async function outcomeOf(runs: ReturnType<typeof createRuns>, given: Partial<Given> = {}) {
	let started = 0;
	const onStart = () => void started++;
	const verified = await verifyOne(runs, { tap, onStart, ...given });
	if (!verified.ok) return { guard: verified.error.guard, started };
	const { designs } = verified.value.verified;
	expect(designs).toHaveLength(1);
	const [{ result, because } = { result: null, because: null }] = designs;
	return { result, because, started, payload: verified.value.payloads.get(DESIGN) ?? null };
}

/** A report beside code and test, each written so many minutes after the report. */
function written(code: number, testFile: number) {
	const folder = mkdtempSync(`${tmpdir()}/lintel-late-`);
	const report = `${folder}/report.tap`;
	const inFile = `TAP version 13\n# Subtest: ${TEST_FILE}\n    ok 1 - opens\n    1..1\nok 1 - ${TEST_FILE}\n1..1\n`;
	const files = [
		[report, inFile, 60],
		[`${folder}/src/session.ts`, 'one', 60 + code],
		[`${folder}/${TEST_FILE}`, "test('opens', go);", 60 + testFile],
	] as const;
	for (const name of ['src', 'test']) mkdirSync(`${folder}/${name}`);
	for (const [path, text, minutes] of files) {
		writeFileSync(path, text);
		const time = new Date(Date.now() + minutes * 60_000);
		utimesSync(path, time, time);
	}
	return { folder, request: { report: { path: report, format: null } } };
}

describe('a verification', () => {
	test('[VE13] signs what was run, and of whose tests', async () => {
		expect(await outcomeOf(createRuns())).toMatchObject({
			...{ result: 'green', because: null, started: 1 },
			payload: { design: DESIGN, revision: revision('one'), code: hashOf('one'), result: 'green' },
		});
		const red = await outcomeOf(createRuns(), { tap: tapOf('not ok opens') });
		expect(red).toMatchObject({ result: 'red', payload: { result: 'red', test: hashOf('one') } });
		expect(red.payload).not.toHaveProperty('from');
	});

	test('[VE13] is refused to whoever may not attest, before anything runs', async () => {
		const runs = createRuns();
		const refused = await outcomeOf(runs, { key: 'stranger' });
		expect(refused).toEqual({ guard: 'relay-not-enrolled', started: 0 });
		expect(await outcomeOf(runs, written(-1, -1))).toEqual({ guard: 'no-reports', started: 0 });
		expect(await outcomeOf(runs, { request: { paths: ['src/other'] } })).toEqual({
			...{ guard: 'verify-path', started: 0 },
		});
	});

	test.each([
		['no text', { revision: null }, 'There is no Design of it to attest to.'],
		['no test', { test: null }, 'Its test file is not there.'],
		['a test that can’t be read', { test: testWith(null) }, 'Its test file is not there.'],
		['no code', { code: null }, 'Its code is not there.'],
		['code that can’t be read', { code: codeWith(null) }, 'Its code is not there.'],
		['code that says nothing', { code: codeWith(NO_CODE) }, 'Its code is not there.'],
	])('[VE13] runs nothing of a Design with %s', async (_, hand, because) => {
		expect(await outcomeOf(createRuns(), { hand: () => hand })).toEqual({
			...{ result: 'none', because, started: 0, payload: null },
		});
	});

	test.each([
		['no place', null],
		['no file', codeWith(null)],
		['an empty file', codeWith(NO_CODE)],
	])('[VE11] with tests first, only a red run is attested where code has %s', async (_, code) => {
		const runs = createRuns({ testsFirst: true });
		const hand = () => ({ code });
		expect(await outcomeOf(runs, { hand, tap: tapOf('not ok opens') })).toMatchObject({
			...{ result: 'red', payload: { code: NO_CODE, result: 'red' } },
		});
		expect(await outcomeOf(runs, { hand })).toMatchObject({
			...{ result: 'none', started: 1, payload: null },
		});
	});

	test.each<[string, ReturnType<NonNullable<Given['hand']>>]>([
		['the text', { revision: revision('two') }],
		['the code', { code: codeWith(hashOf('two')) }],
		['the test', { test: testWith(hashOf('two')) }],
		['the test’s place', { test: testWith(hashOf('one'), 'test/other.test.ts') }],
		['code that is gone', { code: null }],
		['a test that is gone', { test: null }],
	])('[VE10] attests to nothing where %s changed while the tests ran', async (_, changed) => {
		let ran = false;
		const meanwhile = () => {
			ran = true;
		};
		const hand = () => (ran ? changed : {});
		expect(await outcomeOf(createRuns(), { meanwhile, hand })).toMatchObject({
			...{ result: 'none', because: 'It changed while its tests ran.', payload: null },
		});
	});

	test('[VE13] takes tests that name no file for a Design’s only where its file alone was run', async () => {
		const runs = createRuns();
		runs.world.setPolicy('ada', { test: ['npm', 'test'], evidence: { on: true } });
		expect(await outcomeOf(runs)).toMatchObject({ result: 'none', payload: null });
		runs.world.setPolicy('ada', { test: TEST_COMMAND, evidence: { on: true } });
		expect(await outcomeOf(runs)).toMatchObject({ result: 'green' });
	});

	test.each([
		['nothing', -1, -1, 'relay', 'green'],
		['its code', 1, -1, 'relay', 'none'],
		['its test', -1, 1, 'relay', 'none'],
		['both, on a build machine,', 1, 1, 'ci', 'green'],
	])(
		'[VE10] of a report after which %s was written says so',
		async (_, code, file, key, result) => {
			const runs = createRuns({ accept: 'reports' });
			const { folder, request } = written(code, file);
			const came = await outcomeOf(runs, { folder, request, key });
			expect(came).toMatchObject({ result, started: 0 });
			if (result === 'green') expect(came.payload).toMatchObject({ from: 'report' });
			else expect(came).toMatchObject({ payload: null });
		},
	);

	test('[VE13] takes a report’s tests that name no file for nobody’s', async () => {
		const runs = createRuns({ accept: 'reports' });
		const { folder, request } = written(-1, -1);
		writeFileSync(request.report.path, tapOf('opens'));
		utimesSync(request.report.path, Date.now() / 1000 + 3600, Date.now() / 1000 + 3600);
		writeFileSync(`${folder}/${TEST_FILE}`, '');
		expect(await outcomeOf(runs, { folder, request })).toMatchObject({
			...{ result: 'none', payload: null },
		});
	});

	test('[VE13] is refused where the report can’t be read', async () => {
		const runs = createRuns({ accept: 'reports' });
		const { folder } = written(-1, -1);
		for (const path of [`${folder}/gone.tap`, folder]) {
			const request = { report: { path, format: null } };
			expect((await outcomeOf(runs, { folder, request })).guard).toBe('report-unreadable');
		}
	});
});
