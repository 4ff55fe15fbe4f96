import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MOST_REPORT_BYTES, readReport } from '#server/evidence/read-report.ts';
import { countsOf } from '#shared/evidence/report.ts';
import type { ReportFormat } from '#shared/lifecycle/evidence-rules.ts';

const FOLDER = new URL('../../fixtures/reports/', import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(name, FOLDER));
const utf8 = (text: string) => new TextEncoder().encode(text);

function read(name: string, format?: ReportFormat) {
	const report = readReport(bytesOf(name), format);
	if (!report.ok) throw new Error(report.error.reason);
	return report.value;
}

function refusedFor(bytes: Uint8Array, format?: ReportFormat): string {
	const report = readReport(bytes, format);
	expect(report.ok ? report.value : report.error.fix).toMatch(/\.$/);
	return report.ok ? '' : report.error.reason;
}

const SHELF = 'a reader with a valid password reaches their shelf [ac_0f2k9c41tz]';
const LOCK = 'Five wrong passwords in ten minutes lock sign-in for fifteen';
const IN = 'Sign in with email';

describe('a report that its runner wrote', () => {
	test.each([
		['node-test.tap', 'tap', null],
		['node-test.xml', 'junit', '/home/ada/bookshop/test/session.test.js'],
		['vitest.json', 'vitest', '/home/ada/bookshop/test/session.test.ts'],
		['jest.json', 'vitest', '/home/ada/bookshop/jest/session.test.cjs'],
	] as const)('[VE1] %s is recognised, and read test by test', (name, format, file) => {
		const report = read(name);
		expect(report.format).toBe(format);
		expect(report.tests.slice(0, 4)).toMatchObject([
			{ file, path: [IN, SHELF], result: 'passed' },
			{ file, path: [IN, LOCK], result: 'failed' },
			{ file, path: [IN, 'greets by name'], result: 'skipped' },
			{ file, path: [IN, 'sends a letter'], result: 'skipped' },
		]);
	});

	test('[VE1] Vitest’s JUnit and TAP name the file among suites', () => {
		expect(read('vitest.xml').tests[1]).toMatchObject({
			...{ owner: 'test/session.test.ts', result: 'failed' },
			path: ['test/session.test.ts', IN, LOCK],
		});
		expect(read('vitest.tap').tests.map(({ path, result }) => [path.at(-1), result])).toEqual([
			[SHELF, 'passed'],
			[LOCK, 'failed'],
			['greets by name', 'skipped'],
			['sends a letter', 'skipped'],
		]);
		expect(read('vitest.tap').tests[0]?.path).toEqual(['test/session.test.ts', IN, SHELF]);
	});

	test('[VE1] node --test escapes quotes twice, and names no files before Node 24', () => {
		const names = [['Greet "guests"', 'The page says "Hello" & the name'], ['greets a "friend"']];
		const paths = (name: string) => read(name).tests.map(({ path }) => path);
		expect(paths('node-test-quotes.xml')).toEqual(names);
		expect(paths('node-test-20.xml')).toEqual(names);
		expect(read('node-test-20.xml').tests.map(({ file, owner }) => [file, owner])).toEqual([
			[null, null],
			[null, null],
		]);
		// Elsewhere such words are a name's own.
		const vitest = '<testsuites name="vitest"><testsuite name="a.test.ts">';
		const own = `${vitest}<testcase classname="a.test.ts" name="says &amp;quot;"/></testsuite></testsuites>`;
		expect(readReport(utf8(own))).toMatchObject({
			value: { tests: [{ owner: 'a.test.ts', path: ['a.test.ts', 'says &quot;'] }] },
		});
	});

	test('[VE1] pytest names classes, ExUnit modules and files', () => {
		expect(read('pytest.xml').tests).toMatchObject([
			{ owner: 'tests.test_session.TestSignIn', result: 'passed' },
			{ path: ['pytest', 'test_five_wrong_passwords_lock'], result: 'failed' },
			{ owner: 'tests.test_session', result: 'skipped' },
			{ path: ['pytest', 'test_many[1]'], result: 'passed' },
			{ path: ['pytest', 'test_many[2]'], result: 'passed' },
		]);
		const inElixir = read('exunit.xml').tests;
		expect(countsOf(inElixir)).toEqual({ passed: 2, failed: 5, skipped: 1 });
		expect(inElixir[4]).toMatchObject({
			...{ owner: 'Elixir.Bookshop.SessionTest', file: 'test/bookshop/session_test.exs' },
			...{ path: ['Elixir.Bookshop.SessionTest', `${IN} ${LOCK}`], result: 'failed' },
		});
		expect(inElixir[3]?.path[1]).toBe(`${IN} a slow reader “waits” & sees <why>`);
		expect(inElixir[7]).toMatchObject({ file: 'test/bookshop/shelf_test.exs', result: 'failed' });
	});

	test('[VE1] Cucumber’s scenarios bring their tags, and a step nobody wrote is no pass', () => {
		const { tests } = read('cucumber.ndjson');
		expect(tests.map(({ path, result }) => [path[1], result])).toEqual([
			['A reader with a valid password reaches their shelf', 'passed'],
			['Five wrong passwords lock sign-in', 'failed'],
			['Five wrong passwords lock sign-in', 'failed'],
			['Greets by name', 'failed'],
		]);
		expect(tests[0]).toMatchObject({
			...{ file: 'features/session.feature', path: [IN, tests[0]?.path[1]] },
			tags: ['@st_k3f9x2m7qa', '@ac_0f2k9c41tz'],
		});
	});

	test('[VE1] go test names packages; one that didn’t build failed as a whole', () => {
		const { tests } = read('go.ndjson');
		expect(countsOf(tests)).toEqual({ passed: 1, failed: 4, skipped: 1 });
		expect(tests).toContainEqual(
			expect.objectContaining({
				...{ owner: 'example.com/bookshop/shelf', path: ['(everything)'], result: 'failed' },
			}),
		);
		expect(tests.at(-1)).toMatchObject({ path: ['TestFalls'], result: 'failed' });
	});
});

describe('what failed beside the tests', () => {
	const results = (text: string) => {
		const report = readReport(utf8(text));
		if (!report.ok) throw new Error(report.error.reason);
		return report.value.tests.map(({ path, result }) => [path.at(-1), result]);
	};

	test('[VE1] is a failure in JUnit’s XML, as an error is', () => {
		const beside = '<testsuite name="a"><failure/><testcase name="b"/></testsuite>';
		expect(results(beside)).toEqual([
			['(everything)', 'failed'],
			['b', 'passed'],
		]);
	});

	test('[VE1] is a package that older Go says in plain words it did not build', () => {
		const green = ['run', 'pass'].map((one) => `{"Action":"${one}","Package":"a","Test":"TestA"}`);
		const ended = [...green, '{"Action":"pass","Package":"a"}'];
		for (const why of ['build', 'setup']) {
			expect(results([...ended, `FAIL\tb [${why} failed]`].join('\n'))).toEqual([
				['TestA', 'passed'],
				['(everything)', 'failed'],
			]);
		}
		const unbuilt = ['{"ImportPath":"b.test","Action":"build-fail"}', ...ended];
		expect(refusedFor(utf8(unbuilt.join('\n')))).toContain('package that did not build');
	});

	test('[VE1] is no test in TAP that is called like a directive, or like a suite', () => {
		const lines = ['TAP version 14', 'not ok 1 - lists # todos', 'not ok 2 - waits # SKIP'];
		const braces = ['not ok 3 - reads {', '  ---', '  type: test', '  ...', 'ok 4 - ends {'];
		expect(results([...lines, ...braces, '1..4'].join('\n'))).toEqual([
			['lists # todos', 'failed'],
			['waits', 'skipped'],
			['reads {', 'failed'],
			['ends {', 'passed'],
		]);
	});
});

describe('a report that can’t be read', () => {
	test('[VE2] is refused where it was cut short, in every format', () => {
		for (const [name, share] of [
			['node-test.tap', 0.5],
			['vitest.tap', 0.6],
			['node-test.xml', 0.5],
			['pytest.xml', 0.9],
			['vitest.json', 0.5],
			['jest.json', 0.99],
			['cucumber.ndjson', 0.9],
			['go.ndjson', 0.5],
		] as const) {
			const bytes = bytesOf(name);
			const cut = bytes.subarray(0, Math.floor(bytes.length * share));
			expect([name, refusedFor(cut)]).toEqual([name, expect.stringMatching(/^The test report/)]);
		}
		const line = bytesOf('go.ndjson').toString().split('\n').slice(6, 12).join('\n');
		expect(refusedFor(utf8(line))).toContain('it ends before package example.com');
		expect(refusedFor(utf8('<testsuites>\n<testsuite>\n'))).toMatch(/line 3, column/);
		expect(refusedFor(utf8('TAP version 13\n1..3\nok 1 - one\n'))).toContain('plans 3 tests');
		expect(refusedFor(utf8('TAP version 13\nok 1 - one\n'))).toContain('has no plan');
		const messages = bytesOf('cucumber.ndjson').toString().split('\n');
		const finish = messages.findIndex((one) => one.startsWith('{"testCaseFinished"'));
		expect(refusedFor(utf8(messages.toSpliced(finish, 1).join('\n')))).toContain(
			'never finishes the scenario “A reader with a valid password',
		);
		const below = 'TAP version 14\n    ok 1 - a\n    1..2\nok 1 - suite\n1..1\n';
		expect(refusedFor(utf8(below))).toContain('plans 2 tests and tells of 1 at line 4');
	});

	test('[VE3] is refused for entities, before any of them is read', () => {
		const lol = Array.from({ length: 9 }, (_, n) => {
			return `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`;
		}).join('');
		const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${lol}]><testsuites>&l9;</testsuites>`;
		expect(refusedFor(utf8(bomb))).toContain('holds a DOCTYPE');
		const file = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><testsuites name="&f;"/>';
		expect(refusedFor(utf8(file))).toContain('holds a DOCTYPE');
		expect(refusedFor(utf8('<testsuites><testsuite name="&nope;"/></testsuites>'))).toMatch(
			/undefined entity at line 1/,
		);
	});

	test('[VE2] is refused for its bytes, its size, its depth and its emptiness', () => {
		expect(refusedFor(Uint8Array.of(0x3c, 0xff, 0xfe, 0x80))).toContain('no UTF-8');
		expect(refusedFor(Uint8Array.of(0xff, 0xfe, 0x3c))).toContain('no UTF-16LE');
		expect(refusedFor(new Uint8Array(MOST_REPORT_BYTES + 1))).toContain('more than 64 MiB');
		expect(refusedFor(utf8(`<testsuites>${'<testsuite>'.repeat(100)}`))).toContain('too deep');
		const deep = Array.from({ length: 80 }, (_, n) => `${' '.repeat(n)}ok ${n}`).join('\n');
		expect(refusedFor(utf8(deep))).toContain('too deep');
		expect(refusedFor(utf8('  \n'))).toContain('is empty');
		expect(refusedFor(utf8('{"testResults":[]}'))).toContain('tells of no test');
		expect(refusedFor(utf8('hello'))).toContain('none of the formats');
		expect(refusedFor(utf8('<html><body/></html>'))).toContain('begins with <html>');
		expect(refusedFor(utf8('{"testResults":[{"name":1}]}'))).toContain('testResults.0.name');
		expect(refusedFor(utf8('[]'), 'vitest')).toContain('its top');
		expect(refusedFor(utf8('{"meta":1}\n{"pickle":{"id":1}}'))).toMatch(
			/line 2 is of another shape/,
		);
		expect(refusedFor(utf8('TAP version 13\n1..1\nok 1\n  ---\n  a: 1\n'))).toContain(
			'line 4 never',
		);
		expect(refusedFor(utf8('TAP version 13\nBail out! no disk\n'))).toContain('line 2');
	});

	test('[VE2] UTF-16 with its mark is read', () => {
		const text = '<testsuite name="a"><testcase name="b"/></testsuite>';
		const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
		expect(readReport(bytes)).toMatchObject({ ok: true, value: { tests: [{ path: ['a', 'b'] }] } });
	});

	test('[VE2] a suite of more tests than a call takes arguments is read', () => {
		const text = `TAP version 13\n# Subtest: a\n${'    ok - b\n'.repeat(150_000)}    1..150000\nok 1 - a\n1..1\n`;
		const report = readReport(utf8(text));
		expect(report.ok && report.value.tests.length).toBe(150_000);
	});
});
