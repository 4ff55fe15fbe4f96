import disk from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { printReport } from '#server/check/print-report.ts';
import { coverageOf } from '#shared/evidence/coverage.ts';
import { criterionNames } from '#shared/evidence/criterion-names.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import { readStories } from '#shared/markdown/stories.ts';
import { unlistedDesign } from '#shared/trace/known-designs.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

/** The project's own stories, context map and designs, held against its own rules. */
test('Lintel finds nothing to mend in its own stories, map, designs and imports', {
	timeout: 60_000,
}, async () => {
	const folder = resolve(import.meta.dirname, '..');
	const host = { disk, run: runProgram, grammars: [resolve(folder, 'node_modules')] };
	const checked = await checkRepository(host, { folder, pin: null, base: null });
	if (!checked.ok) throw new Error(`${checked.error.reason} ${checked.error.fix}`);
	const { report } = checked.value;
	const wrong = report.findings.filter(({ failing, severity }) => failing || severity !== 'info');
	const quiet = { colour: false, list: false, verbose: false };
	expect(wrong.length, printReport(report, quiet).join('\n')).toBe(0);
	expect(report.imports).toMatchObject({ how: 'read', unread: [] });
});

/** As `lintel verify` reads it: a comment above a test names what it covers. */
test('a test that names a criterion is the test of a design that serves it', () => {
	const folder = resolve(import.meta.dirname, '..');
	const read = (path: string) => disk.readFileSync(resolve(folder, path), 'utf8');
	const stories = readStories(read('user_stories.md')).blocks.flatMap((block) =>
		block.kind === 'story' ? block.story : [],
	);
	const names = criterionNames(stories);
	const serving = disk.globSync('docs/design/**/*.md', { cwd: folder }).flatMap((path) => {
		const { design, test: file } = readDesignDoc(read(path), unlistedDesign('cp_0000000000'));
		return file === '' || design === null ? [] : [{ file, criteria: design.criteria }];
	});
	const covered = new Set<string>();
	for (const { file, criteria } of serving) {
		const text = read(file);
		if (!/\bcovers: ac_/.test(text)) continue;
		const tests = declaredTests(file, text).map(({ name }) => {
			return { file, owner: null, path: [name], result: 'passed' as const, tags: [] };
		});
		const told = coverageOf({ design: 'cp_0000000000', path: file, text }, tests, names);
		expect(told.findings, file).toEqual([]);
		const ids = told.criteria.map(({ id }) => id);
		expect(new Set(criteria).isSupersetOf(new Set(ids)), file).toBe(true);
		for (const id of ids) covered.add(id);
	}
	expect(covered.size).toBeGreaterThan(8);
});
