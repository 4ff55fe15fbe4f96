import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { matchesGlob } from '#shared/trace/glob.ts';
import { traceFindings } from '#shared/trace/tracing/findings-in.ts';
import { leftOutBy } from '#shared/trace/tracing/left-out.ts';
import { inputOf, judgeOnce, pretendFiles, saidOf, traced } from '#test/fixtures/traces.ts';

const SAYS = 'it says something';

function said(
	designs: Parameters<typeof inputOf>[0],
	files: Record<string, string>,
	more: Parameters<typeof inputOf>[3] & { readonly approved?: boolean } = {},
	moves: Record<string, string> = {},
) {
	const { approved = false, ...rest } = more;
	return saidOf(
		judgeOnce(inputOf(designs, pretendFiles(files, moves), 'typescript', rest), approved),
	);
}

test('[TR12] what is whole says nothing', () => {
	const whole = { 'src/a.ts': SAYS, 'test/a.test.ts': SAYS };
	expect(said([traced('src/a.ts')], whole, { approved: true })).toEqual([]);
});

test('[TR13] a design without code is a note until it is approved', () => {
	const design = traced('src/a.ts', { file: 'docs/design/a.md' });
	expect(said([design], {})).toEqual(['design-without-code info docs/design/a.md']);
	expect(said([design], {}, { approved: true })).toEqual([
		'design-without-code warning docs/design/a.md',
	]);
});

test('[TR13] nobody is told to write a file outside of the repository', () => {
	const fixFor = (path: string) => {
		const design = traced(path, { file: 'docs/design/a.md' });
		const judged = judgeOnce(inputOf([design], pretendFiles({}, {})), true);
		return traceFindings(judged).find(({ rule }) => rule === 'design-without-code')?.fix;
	};
	expect(fixFor('src/a.ts')).toMatch(/^Write src\/a\.ts\./);
	expect(fixFor('../../etc/passwd')).toMatch(/^That leads out of the repository: correct it/);
	expect(fixFor('/etc/passwd')).toMatch(/^That leads out/);
});

test('[TR13] a level that the team set stays, approved or not', () => {
	const design = traced('src/a.ts', { file: 'docs/design/a.md' });
	const at = (level: 'error' | 'off') => ({
		conventions: conventionsOf({ preset: 'typescript', rules: { 'design-without-code': level } }),
	});
	expect(said([design], {}, at('error'))).toEqual(['design-without-code error docs/design/a.md']);
	expect(said([design], {}, at('off'))).toEqual([]);
	const failing = {
		conventions: conventionsOf({ preset: 'typescript', rules: { 'design-without-code': 'off' } }, [
			'design-without-code',
		]),
	};
	expect(said([design], {}, { ...failing, approved: true })).toEqual([
		'design-without-code warning docs/design/a.md',
	]);
});

test('[TR12] code without a test is told at the code', () => {
	expect(said([traced('src/a.ts')], { 'src/a.ts': SAYS })).toEqual([
		'code-without-test warning src/a.ts',
	]);
});

test('[TR12] an empty file counts as none', () => {
	expect(said([traced('src/a.ts')], { 'src/a.ts': '', 'test/a.test.ts': ' \n' })).toEqual([
		'trace-file-empty warning src/a.ts',
		'trace-file-empty warning test/a.test.ts',
	]);
});

test('[TR12] two designs of a file are an error at both, but where the map itself says it twice', () => {
	const whole = { 'src/a.ts': SAYS, 'test/a.test.ts': SAYS };
	const one = traced('src/a.ts', { file: 'docs/design/one.md' });
	const ruled = traced('', { file: 'docs/design/a.md' });
	expect(said([one, ruled], whole)).toEqual([
		'two-designs error docs/design/a.md',
		'two-designs error docs/design/one.md',
	]);
});

test('[TR12] two tests for one file, and one test for two', () => {
	const twice = { 'src/a.ts': SAYS, 'test/a.test.ts': SAYS, 'src/a.test.ts': SAYS };
	expect(said([traced('src/a.ts')], twice)).toEqual(['two-tests info test/a.test.ts']);
	const shared = { 'src/a.ts': SAYS, 'src/b.ts': SAYS, 'test/a.test.ts': SAYS };
	const other = traced('src/b.ts', { test: 'test/a.test.ts' });
	expect(said([traced('src/a.ts'), other], shared)).toEqual([
		'test-shared warning test/a.test.ts',
		'test-shared warning test/a.test.ts',
		expect.stringMatching(/^trace-off-rule info /),
	]);
});

test('[TR12] code that moved is told where it is now, and not as lacking', () => {
	const moved = said(
		[traced('src/a.ts')],
		{ 'src/b.ts': SAYS },
		{ approved: true },
		{ 'src/a.ts': 'src/b.ts' },
	);
	expect(moved).toContain('code-moved warning src/b.ts');
	expect(moved.join()).not.toMatch(/design-without-code|code-without-design/);
});

test('[TR14] nothing lacks a design while the repository has none', () => {
	const files = { 'src/a.ts': SAYS, 'src/b.ts': SAYS, 'test/c.test.ts': SAYS };
	expect(said([traced('src/a.ts', null)], files)).toEqual(['code-without-test warning src/a.ts']);
	expect(said([traced('src/a.ts')], files)).toEqual([
		'code-without-design warning src/b.ts',
		'code-without-test warning src/a.ts',
		'test-without-code info test/c.test.ts',
	]);
});

test('[TR14] what is small, generated or ignored needs no design, and keeps its test', () => {
	const files = {
		'src/a.ts': SAYS,
		'test/a.test.ts': SAYS,
		'src/index.ts': SAYS,
		'src/api.d.ts': SAYS,
		'src/client.ts': '// @generated',
		'src/legacy/old.ts': SAYS,
		'test/legacy/old.test.ts': SAYS,
		'test/index.test.ts': SAYS,
		'README.md': SAYS,
	};
	expect(said([traced('src/a.ts')], files, { ignored: ['src/legacy/'] })).toEqual([]);
});

test('[TR14] nothing is loose of a kind that the team does without', () => {
	const files = pretendFiles({ 'src/a.ts': SAYS, 'src/b.ts': SAYS, 'test/c.test.ts': SAYS }, {});
	const looseWith = (rules: Record<string, 'off'>) => {
		const conventions = conventionsOf({ preset: 'typescript', rules });
		const input = inputOf([traced('src/a.ts')], files, 'typescript', { conventions });
		return [...judgeOnce(input).loose.keys()];
	};
	expect(looseWith({})).toEqual(['src/b.ts', 'test/c.test.ts']);
	expect(looseWith({ 'test-without-code': 'off' })).toEqual(['src/b.ts']);
	expect(looseWith({ 'code-without-design': 'off', 'test-without-code': 'off' })).toEqual([]);
});

test('[TR14] a design that has a small file takes it all the same', () => {
	expect(said([traced('src/index.ts')], { 'src/index.ts': SAYS })).toEqual([
		'code-without-test warning src/index.ts',
	]);
});

test('[TR12] a test that the design names where no rule would look is shown', () => {
	const files = { 'src/a.ts': SAYS, 'checks/always-green.ts': SAYS };
	const odd = traced('src/a.ts', { file: 'docs/design/a.md', test: 'checks/always-green.ts' });
	expect(said([odd], files)).toEqual(['trace-off-rule info docs/design/a.md']);
});

test('[TR15] the usual globs leave out what matching leaves out', () => {
	const part = fc.constantFrom('src', 'a', 'b.ts', 'x.d.ts', 'legacy', 'index.ts');
	const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
	const glob = fc.constantFrom(
		...['*.ts', '*.d.ts', 'legacy/', '/legacy/', 'src/a/**', '**/legacy/**', 'index.ts'],
		...['**/index.ts', 'src/*.ts', '**/a/*', '?', 'src/legacy', '*.config.*'],
	);
	fc.assert(
		fc.property(glob, path, (one, at) => {
			expect(leftOutBy([one])(at)).toBe(matchesGlob(one, at));
		}),
		{ numRuns: 2_000 },
	);
});
