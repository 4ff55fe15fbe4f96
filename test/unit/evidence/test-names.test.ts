import { expect, test } from 'vitest';
import { coverageOf } from '#shared/evidence/coverage.ts';
import { criterionNames } from '#shared/evidence/criterion-names.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import { storyWith } from '#test/fixtures/artefacts.ts';

const SHELF = 'ac_0f2k9c41tz' as const;
const LOCK = 'ac_7d1m5x8r2b' as const;
const names = criterionNames([
	storyWith({
		title: 'Sign in',
		criteria: [
			{ id: SHELF, text: 'It opens' },
			{ id: LOCK, text: 'It locks' },
		],
	}),
]);

function coveredBy(path: string, text: string, name: string) {
	const ran = { file: path, owner: null, path: [name], result: 'passed', tags: [] } as const;
	const file = { design: 'cp_0123456789', path, text } as const;
	return coverageOf(file, [ran], names).criteria.map(({ id }) => id);
}

test('[EV33] an id that two criteria have names neither of them, by whatever it is said', () => {
	const twin = { id: SHELF, text: 'It opens wide' };
	const copied = criterionNames([
		storyWith({ title: 'Sign in', criteria: [{ id: SHELF, text: 'It opens' }] }),
		storyWith({ title: 'Log in', criteria: [twin] }),
	]);
	const file = { design: 'cp_0123456789', path: 'test/door.test.ts', text: '' } as const;
	const about = { file: file.path, owner: null, result: 'passed', tags: [] } as const;
	for (const path of [[`opens [${SHELF}]`], ['Log in', 'It opens wide']]) {
		expect(coverageOf(file, [{ ...about, path }], copied)).toMatchObject({
			criteria: [],
			findings: [{ rule: 'coverage-ambiguous', fix: expect.stringContaining('Take the id out') }],
		});
	}
});

test('[EV31] in Elixir a test is the one of its describe block, not one whose name ends alike', () => {
	const text = [
		...['describe "the door" do', `@tag covers: "${SHELF}"`, 'test "opens" do', 'end', 'end'],
		...['describe "a thief" do', `@tag covers: "${LOCK}"`, 'test "never opens" do', 'end', 'end'],
	].join('\n');
	const path = 'test/door_test.exs';
	expect(coveredBy(path, text, 'the door opens')).toEqual([SHELF]);
	expect(coveredBy(path, text, 'a thief never opens')).toEqual([LOCK]);
	expect(coveredBy(path, text, 'a window opens')).toEqual([]);
});

test('[EV31] a name that was put together at run time is no other test’s', () => {
	const text = `// covers: ${SHELF}\ntest('opens', go);\ntest(\`\${who} opens\`, go);\ntest(\`opens [\${n}]\`, go);`;
	expect(coveredBy('test/door.test.ts', text, 'opens')).toEqual([SHELF]);
	expect(coveredBy('test/door.test.ts', text, 'a thief opens')).toEqual([]);
	expect(coveredBy('test/door.test.ts', text, 'opens [2]')).toEqual([]);
	const python = `# covers: ${SHELF}\ndef test_opens(n):\n`;
	expect(coveredBy('tests/test_door.py', python, 'test_opens[2]')).toEqual([SHELF]);
});

test('[EV31] a test that is commented out is none, and no twin of the one beside it', () => {
	const text = [
		...["// test('opens', old);", "/* test('shuts', old); */", "/** it('sings', old)", ' */'],
		...[`/** covers: ${SHELF} */ test('opens', go);`, " * test('locks', old)"],
	].join('\n');
	expect(declaredTests('test/door.test.ts', text).map(({ name }) => name)).toEqual(['opens']);
	const twice = `// test('opens', old);\n// covers: ${SHELF}\ntest('opens', go);`;
	expect(coveredBy('test/door.test.ts', twice, 'opens')).toEqual([SHELF]);
});
