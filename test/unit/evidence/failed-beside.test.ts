import fs, { mkdirSync, mkdtempSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { judgeRun } from '#server/evidence/judge-run.ts';
import { readReport } from '#server/evidence/read-report.ts';
import { isOlderThan } from '#server/evidence/report-file.ts';
import { hashOf } from '#shared/hash.ts';
import { createRuns, DESIGN } from '#test/fixtures/attested.ts';
import { TEST_FILE, tapOf, verifyOne } from '#test/fixtures/checkout.ts';
import { revision } from '#test/fixtures/events.ts';

const suite = (attributes: string, inside = '<testcase name="opens"/>') =>
	`<testsuites><testsuite name="${TEST_FILE}" file="${TEST_FILE}" ${attributes}>${inside}</testsuite></testsuites>`;
const json = (more: object) => {
	const ran = { name: TEST_FILE, status: 'passed', assertionResults: [passed] };
	return JSON.stringify({ ...more, testResults: [ran] });
};
const passed = { title: 'opens', status: 'passed' };
const goEvents = (...events: readonly (readonly [Action: string, Test?: string])[]) =>
	events
		.map(([Action, Test]) => JSON.stringify({ Action, Package: 'example.com/shop', Test }))
		.join('\n');

function read(text: string) {
	const report = readReport(new TextEncoder().encode(text));
	if (!report.ok) throw new Error(report.error.reason);
	return report.value;
}

/** What a run of the one Design came to, of these files of the repository. */
function judged(
	text: string,
	path: string = TEST_FILE,
	files: Readonly<Record<string, string>> = {},
) {
	const { world } = createRuns();
	const inHand = {
		code: { path: 'src/session.ts', hash: hashOf('one') },
		test: { path, hash: hashOf('one') },
	};
	const checkout = {
		...{ folder: '/bookshop', state: () => world.ledger.state() },
		artefacts: () => ({ stories: [], contexts: [], designs: [] }),
		...{ revisionOf: () => null, filesOf: () => inHand },
		designFile: () => ({ path: '', markdown: '' }),
	};
	const target = { ...inHand, design: DESIGN, name: 'Session', revision: revision('one') };
	const ran = { report: read(text), isOfThese: false };
	const textOf = (at: string) => files[at] ?? '';
	return judgeRun(checkout, [target], ran, textOf).designs[0]?.result;
}

test('[VE10] a suite that counts a failure, and names no test that failed, is not green', () => {
	expect(judged(suite('failures="0" errors="0"'))).toBe('green');
	expect(judged(suite('failures="0" errors="1"'))).toBe('red');
	expect(judged(suite('failures="1"'))).toBe('red');
	const outer = suite('').replace('<testsuites>', '<testsuites errors="1">');
	expect(judged(outer)).toBe('none');
});

test('[VE1] a test case may say in an attribute that it failed, and stand in another one', () => {
	expect(judged(suite('', '<testcase name="opens" status="failed"/>'))).toBe('red');
	expect(judged(suite('', '<testcase name="opens" result="error"/>'))).toBe('red');
	const nested = '<testcase name="all"><failure/><testcase name="opens"/></testcase>';
	expect(judged(suite('', nested))).toBe('red');
});

test('[VE1] what node --test has still to do may fail, and is skipped', () => {
	const failing = '<failure type="testCodeFailure"/></testcase><testcase name="locks"/>';
	const skipped = (type: string) => `<testcase name="opens"><skipped type="${type}"/>${failing}`;
	expect(judged(suite('failures="1"', skipped('todo')))).toBe('green');
	expect(judged(suite('failures="1"', skipped('pytest.skip')))).toBe('red');
	expect(
		judged(suite('failures="1"', `${skipped('todo')}<testcase name="x"><error/></testcase>`)),
	).toBe('red');
});

test('[VE10] a run that failed beside its tests is green for none of them', () => {
	expect(judged(json({ success: true }))).toBe('green');
	expect(judged(json({ success: false }))).toBe('none');
	expect(() => judged(json({ success: true, wasInterrupted: true }))).toThrow('was interrupted');
});

test('[VE10] Vitest’s unhandled errors are of no file, and nothing is green beside them', () => {
	const beside = suite('').replace(
		'</testsuites>',
		'<testsuite name="vitest unhandled errors" errors="1"><testcase classname="vitest unhandled errors" name="Uncaught Exception: late"><error/></testcase></testsuite></testsuites>',
	);
	expect(judged(suite(''))).toBe('green');
	expect(judged(beside)).toBe('none');
});

test('[VE1] a suite in braces that failed beside its tests, as by a hook, is not green', () => {
	const tap = (ok: string) =>
		`TAP version 13\n1..1\n${ok} 1 - ${TEST_FILE} {\n    1..1\n    ${ok} 1 - after {\n        1..1\n        ok 1 - opens\n    }\n}\n`;
	expect(judged(tap('ok'))).toBe('green');
	expect(judged(tap('not ok'))).toBe('red');
});

test('[VE10] a test that failed and names no file may be of any, and nothing is green beside it', () => {
	const files = { [TEST_FILE]: "test('opens', go);\ntest('locks', go);" };
	expect(judged(tapOf('opens', 'locks'), TEST_FILE, files)).toBe('green');
	expect(judged(tapOf('opens', 'not ok sings'), TEST_FILE, files)).toBe('none');
	expect(judged(tapOf('opens', 'not ok locks'), TEST_FILE, files)).toBe('red');
});

test('[VE1] of a test that go test runs several times each time counts', () => {
	const results = (...events: readonly (readonly [string, string?])[]) =>
		read(goEvents(...events, ['fail'])).tests.map(({ path, result }) => [path[0], result]);
	const failed = [['TestOpens', 'failed']];
	const [run, pass, fail] = ['run', 'pass', 'fail'].map((one) => [one, 'TestOpens'] as const);
	if (!run || !pass || !fail) throw new Error('There are three events.');
	expect(results(run, fail, run, pass)).toEqual(failed);
	expect(results(run, pass, run)).toEqual(failed);
});

test('[EV34] what fails in the package at a module’s root fails its tests, and no other’s do', () => {
	const path = 'main_test.go';
	const files = {
		'go.mod': 'module example.com/shop\n',
		[path]: 'func TestOpens(t *testing.T) {}',
	};
	const opens = [['run', 'TestOpens'] as const, ['pass', 'TestOpens'] as const];
	expect(judged(goEvents(...opens, ['pass']), path, files)).toBe('green');
	expect(judged(goEvents(...opens, ['fail']), path, files)).toBe('red');
	const elsewhere = goEvents(...opens, ['pass']).replaceAll('com/shop', 'com/shop/lock');
	expect(judged(elsewhere, path, files)).toBe('none');
});

test('[EV34] a test of another module of Python is not this one’s that is called alike', () => {
	const at = (classname: string) =>
		judged(
			`<testsuite name="pytest"><testcase classname="${classname}" name="test_opens"/></testsuite>`,
			'api/tests/test_door.py',
			{ 'api/tests/test_door.py': 'def test_opens():\n' },
		);
	expect(at('api.tests.test_door')).toBe('green');
	expect(at('tests.test_door.TestDoor')).toBe('green');
	expect(at('tests.test_lock')).toBe('none');
});

test('[EV34] a module that pytest can’t load fails its tests', () => {
	const path = 'tests/test_door.py';
	const broken =
		'<testcase classname="" name="tests.test_door"><error message="collection failure"/></testcase>';
	expect(judged(`<testsuite name="pytest" errors="1">${broken}</testsuite>`, path)).toBe('red');
	expect(judged(`<testsuite name="pytest" errors="1">${broken}</testsuite>`)).toBe('none');
});

test('[VE10] a file that is changed and put back while its tests run attests to nothing', async () => {
	const folder = mkdtempSync(`${tmpdir()}/lintel-put-back-`);
	mkdirSync(`${folder}/src`);
	const code = `${folder}/src/session.ts`;
	writeFileSync(code, 'one');
	const run = async (meanwhile: () => void) => {
		const verified = await verifyOne(createRuns(), { tap: tapOf('opens'), folder, meanwhile });
		return verified.ok && verified.value.payloads.size;
	};
	expect(await run(() => {})).toBe(1);
	const swap = () => {
		writeFileSync(code, 'two');
		writeFileSync(code, 'one');
		utimesSync(code, 1, 1);
	};
	expect(await run(swap)).toBe(0);
});

test('[VE10] a report is older than a file that was put back after it, whatever time the file has', () => {
	const folder = mkdtempSync(`${tmpdir()}/lintel-moved-back-`);
	const [report, code, away] = ['report.xml', 'session.ts', 'kept.ts'].map(
		(name) => `${folder}/${name}`,
	);
	if (!report || !code || !away) throw new Error('There are three files.');
	for (const path of [report, code]) writeFileSync(path, 'one');
	const at = (path: string, minutes: number) => {
		const time = new Date(Date.now() + minutes * 60_000);
		utimesSync(path, time, time);
	};
	at(code, -60);
	at(report, 1);
	expect(isOlderThan(fs, report, [code])).toBe(false);
	at(report, -1);
	renameSync(code, away);
	renameSync(away, code);
	expect(isOlderThan(fs, report, [code])).toBe(true);
});

test('[VE10] a report that is gone is older than every file, and no report is than one that is gone', () => {
	const folder = mkdtempSync(`${tmpdir()}/lintel-gone-`);
	writeFileSync(`${folder}/there`, 'one');
	expect(isOlderThan(fs, `${folder}/gone`, [`${folder}/there`])).toBe(true);
	expect(isOlderThan(fs, `${folder}/there`, [`${folder}/gone`])).toBe(false);
	expect(isOlderThan(fs, `${folder}/gone`, [`${folder}/gone`])).toBe(false);
});
