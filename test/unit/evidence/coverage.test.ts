import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReport } from '#server/evidence/read-report.ts';
import { assertionFindings, assertionsIn } from '#shared/evidence/assertions.ts';
import { coverageOf, type TestFile } from '#shared/evidence/coverage.ts';
import { criterionNames } from '#shared/evidence/criterion-names.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import { placeResults } from '#shared/evidence/place-results.ts';
import type { TestResult } from '#shared/evidence/report.ts';
import { criterionHashes } from '#shared/lifecycle/revision.ts';
import { storyWith } from '#test/fixtures/artefacts.ts';

const SHELF = 'ac_0f2k9c41tz' as const;
const LOCK = 'ac_7d1m5x8r2b' as const;
const story = storyWith({
	title: 'Sign in with email',
	criteria: [
		{ id: SHELF, text: 'A reader with a valid password reaches their shelf' },
		{ id: LOCK, text: 'Five wrong passwords in ten minutes lock sign-in for fifteen.' },
	],
});
const texts = criterionHashes(story);
const names = criterionNames([story]);
const file: TestFile = { design: 'cp_0123456789', path: 'test/session.test.ts', text: '' };

const green = (id: typeof SHELF | typeof LOCK) => ({ id, text: texts[id], result: 'green' });

function ran(path: readonly string[], change: Partial<TestResult> = {}): TestResult {
	return { file: null, owner: null, path, result: 'passed', tags: [], ...change };
}

function covered(tests: readonly TestResult[], change: Partial<TestFile> = {}) {
	return coverageOf({ ...file, ...change }, tests, names);
}

describe('which criteria a test covers', () => {
	test('[EV30] is said by an id in its name, its suite or its tags', () => {
		expect(covered([ran([`reaches the shelf [${SHELF}]`])]).criteria).toEqual([green(SHELF)]);
		expect(covered([ran([`${LOCK} locks`, 'after five'])]).criteria).toEqual([green(LOCK)]);
		expect(covered([ran(['TestSignIn', `reaches_[${SHELF}]`])]).criteria).toEqual([green(SHELF)]);
		const tags = [`@${SHELF}`, '@slow', `@${LOCK}`];
		expect(covered([ran(['Scenario'], { tags })]).criteria).toEqual([green(SHELF), green(LOCK)]);
	});

	test('[EV30] is said by the Story’s title and the criterion’s words', () => {
		const words = 'five wrong passwords in ten minutes lock sign-in for fifteen';
		for (const path of [
			['Sign in with email', words],
			[`Sign in with email: ${words}`],
			['Elixir.Bookshop.SessionTest', `Sign in with email ${words}`],
			['TestSession', 'Sign_in_with_email', words.replaceAll(' ', '_')],
		]) {
			expect(covered([ran(path)])).toEqual({ criteria: [green(LOCK)], findings: [] });
		}
		expect(covered([ran(['Sign in with email', 'something of its own'])]).criteria).toEqual([]);
	});

	test.each([
		['test/a.test.ts', `// covers: ${LOCK}\ntest('locks', () => {});`],
		['test/a.test.ts', `/** Once.\n * covers: ${LOCK}\n */\ntest.only(\n\t'locks',\n\t() => {});`],
		[
			'test/a.test.ts',
			`// covers: Sign in with email: five wrong passwords in ten minutes lock sign-in for fifteen\nit("locks", go);`,
		],
		['test/a_test.exs', `  @tag ac: "${LOCK}"\n  test "locks" do\n`],
		[
			'test/test_a.py',
			`@pytest.mark.covers("${LOCK}")\n@slow\ndef locks():\n\ndef test_locks():\n`.replace(
				'def locks():\n\n',
				'',
			),
		],
		['a_test.go', `// covers: ${LOCK}\nfunc TestLocks(t *testing.T) {`],
		['tests/a.rs', `// covers: ${LOCK}\n#[test]\nfn locks() {}`],
		['a.feature', `  @${LOCK}\n  Scenario: locks\n`],
	])('[EV31] is said above it, in %s', (path, text) => {
		const name = declaredTests(path, text)[0]?.name ?? '';
		expect(covered([ran(['suite', name])], { path, text }).criteria).toEqual([green(LOCK)]);
		expect(covered([ran(['suite', 'another'])], { path, text }).criteria).toEqual([]);
	});

	test('[EV31] is not read off a comment that stands further up, or two tests of one name', () => {
		const apart = `// covers: ${LOCK}\n\ntest('locks', () => {});`;
		expect(covered([ran(['locks'])], { text: apart }).criteria).toEqual([]);
		const twice = `// covers: ${LOCK}\ntest('locks', go);\ntest('locks', go);`;
		expect(covered([ran(['locks'])], { text: twice }).criteria).toEqual([]);
	});

	test('[EV32] is red where any of its tests failed, and skipped where none ran', () => {
		const name = `a [${SHELF}]`;
		const result = (...of: TestResult['result'][]) =>
			covered(of.map((one) => ran([name], { result: one }))).criteria[0]?.result;
		expect(result('passed', 'failed', 'passed')).toBe('red');
		expect(result('skipped', 'passed')).toBe('green');
		expect(result('skipped')).toBe('skipped');
	});

	test('[EV33] is never guessed: what is unknown or ambiguous is a Finding with its line', () => {
		const text = "\ntest('a [ac_zzzzzzzzzz]', go);";
		expect(covered([ran(['a [ac_zzzzzzzzzz]'])], { text })).toMatchObject({
			criteria: [],
			findings: [{ rule: 'coverage-unknown', file: file.path, line: 2 }],
		});
		expect(covered([ran([`a [${SHELF}x]`])]).findings[0]?.rule).toBe('coverage-unknown');
		const odd = covered([ran(['Sign in with email: six wrong passwords lock it'])]);
		expect(odd.findings[0]?.rule).toBe('coverage-unknown');
		const twin = storyWith({ title: story.title, says: [story.criteria[0]?.text ?? ''] });
		const both = criterionNames([story, twin]);
		const path = [`Sign in with email: ${story.criteria[0]?.text}`];
		expect(coverageOf(file, [ran(path)], both)).toMatchObject({
			criteria: [],
			findings: [{ rule: 'coverage-ambiguous' }],
		});
	});
});

describe('the file that a result belongs to', () => {
	const read = (name: string) => {
		const report = readReport(readFileSync(`test/fixtures/reports/${name}`));
		if (!report.ok) throw new Error(report.error.reason);
		return report.value.tests;
	};
	const at = (path: string, text = '') => ({ design: file.design, path, text });
	const count = (name: string, ...files: TestFile[]) => {
		const { placed, loose } = placeResults(read(name), files, '/home/ada/bookshop');
		return {
			...Object.fromEntries([...placed].map(([path, of]) => [path, of.length])),
			loose: loose.length,
		};
	};

	test('[EV34] is none that was asked about where another file has a test of that name', () => {
		const tests = [ran(['locks sign-in'], { file: null, owner: null })];
		const [door, lock] = [
			at('features/door.feature', 'Scenario: locks sign-in'),
			at('test/lock.test.js', "test('locks sign-in', () => {});"),
		];
		const of = (...others: TestFile[]) =>
			placeResults(tests, [door], '/shop', {
				others: () => others,
				isThere: () => false,
				textOf: () => '',
			}).placed;
		expect([...of().keys()]).toEqual([door.path]);
		expect([...of(lock).keys()]).toEqual([]);
	});

	test('[EV34] is the file of exactly that path where there is one, else of the longest end of it', () => {
		const [top, below] = [at('test/door.test.ts'), at('packages/a/test/door.test.ts')];
		const lone = 'packages/b/test/door.test.ts';
		const placedIn = (said: string, files: readonly TestFile[], ...others: TestFile[]) => {
			const isThere = (path: string) => [top.path, below.path, lone].includes(path);
			const elsewhere = { others: () => others, isThere, textOf: () => '' };
			const tests = [ran(['opens'], { file: said, owner: null })];
			return [...placeResults(tests, files, '/shop', elsewhere).placed.keys()];
		};
		expect(placedIn(below.path, [top])).toEqual([]);
		expect(placedIn(`/shop/${lone}`, [top])).toEqual([]);
		expect(placedIn(`/ci/of/${lone}`, [top])).toEqual([]);
		expect(placedIn(`/ci/of/${top.path}`, [top, below])).toEqual([top.path]);
		expect(placedIn(top.path, [below])).toEqual([]);
		expect(placedIn('test/door.test.ts:12', [top, below])).toEqual([top.path]);
		const [one, two] = [at('a/test/lock.test.ts'), at('b/test/lock.test.ts')];
		expect(placedIn('test/lock.test.ts', [one])).toEqual([one.path]);
		expect(placedIn('test/lock.test.ts', [one], two)).toEqual([]);
	});

	test('[EV34] is in a package of Go the one that declares it, the others asked about or not', () => {
		const session = at('accounts/session_test.go', 'func TestSignIn(t *testing.T)\nfunc Example()');
		const greet = at('accounts/greet_test.go', 'func TestGreets(t *testing.T)');
		expect(count('go-1.19.ndjson', session)).toEqual({ [session.path]: 4, loose: 2 });
		expect(count('go-1.19.ndjson', greet)).toEqual({ [greet.path]: 1, loose: 5 });
	});

	test('[EV34] is the one its runner names: a path, a class, a module or a package', () => {
		const [session, shelf] = [at('test/session.test.js'), at('test/shelf.test.js')];
		expect(count('node-test.xml', session, shelf)).toEqual({
			...{ 'test/session.test.js': 5, 'test/shelf.test.js': 1, loose: 0 },
		});
		expect(count('vitest.json', at('test/session.test.ts')).loose).toBe(0);
		expect(count('vitest.xml', at('test/session.test.ts')).loose).toBe(0);
		expect(count('vitest.tap', at('test/session.test.ts')).loose).toBe(0);
		expect(count('pytest.xml', at('tests/test_session.py'), at('tests/test_s.py'))).toEqual({
			...{ 'tests/test_session.py': 5, loose: 0 },
		});
		const elixir = at('test/bookshop/session_test.exs', 'defmodule Bookshop.SessionTest do');
		const shelves = at('test/bookshop/shelf_test.exs', 'defmodule Bookshop.ShelfTest do');
		expect(count('exunit.xml', elixir, shelves)).toEqual({
			...{ [elixir.path]: 7, [shelves.path]: 1, loose: 0 },
		});
		const go = at('accounts/session_test.go', 'func TestSignIn(t *testing.T)');
		const other = at('accounts/greet_test.go', 'func TestGreets(t *testing.T)');
		expect(count('go.ndjson', go, other)).toEqual({
			...{ 'accounts/session_test.go': 3, 'accounts/greet_test.go': 1, loose: 2 },
		});
	});

	test('[EV30] in Elixir a describe block, a test and a tag say together what a real run covered', () => {
		const path = 'test/bookshop/session_test.exs';
		const text = readFileSync('test/fixtures/reports/session_test.exs', 'utf8');
		const { placed } = placeResults(read('exunit.xml'), [at(path, text)], '/home/ada/bookshop');
		expect(covered(placed.get(path) ?? [], { path, text })).toEqual({
			criteria: [green(SHELF), { ...green(LOCK), result: 'red' }],
			findings: [],
		});
		const passing = (placed.get(path) ?? []).filter(({ path: [, name] }) => name?.includes('slow'));
		const ran = passing.map((one) => ({ ...one, result: 'passed' as const }));
		expect(covered(ran, { path, text }).criteria).toEqual([green(LOCK)]);
	});

	test('[EV34] is found by a name that one file alone declares, else it is none', () => {
		const session = at('test/session.test.js', "test('greets by name', go);");
		const shelf = at('test/shelf.test.js', "test('holds books', go);");
		expect(count('node-test.tap', session, shelf)).toEqual({
			...{ 'test/session.test.js': 1, 'test/shelf.test.js': 1, loose: 4 },
		});
		const twin = at('test/twin.test.js', "test('holds books', go);");
		expect(count('node-test.tap', session, shelf, twin).loose).toBe(5);
	});
});

describe('the assertions of a Design', () => {
	const markdown =
		'# Session\n\n## Test Assertions\n\n### lock\n- Locks after `five`\n- greets <!-- hint -->\n\n## Notes\n- not this\n';

	test('[EV35] are held against the names of its tests, missing and extra', () => {
		expect(assertionsIn(markdown)).toEqual([
			{ words: 'Locks after `five`', line: 6 },
			{ words: 'greets', line: 7 },
		]);
		const text = "test('[fast] locks after five', go);\n\ntest('sings', go);";
		expect(
			assertionFindings({ file: 'docs/design/a.md', markdown }, { ...file, text }),
		).toMatchObject([
			{ rule: 'assertion-untested', severity: 'info', file: 'docs/design/a.md', line: 7 },
			{ rule: 'test-unasserted', severity: 'info', file: file.path, line: 3 },
		]);
		expect(assertionFindings({ file: 'a.md', markdown: '# None' }, { ...file, text })).toEqual([]);
		const byName =
			'## Test Assertions\n- `lock`, `unlock`: locks after five\n- `sing`: [fast] sings\n';
		expect(assertionFindings({ file: 'a.md', markdown: byName }, { ...file, text })).toEqual([]);
	});
});
