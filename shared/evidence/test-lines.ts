import type { Story } from '#shared/artefact/story.ts';
import { coverageOf, type TestFile } from '#shared/evidence/coverage.ts';
import { criterionNames } from '#shared/evidence/criterion-names.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';

/** Lines from 1: of the first test of a file, and of the first that names each criterion. */
export interface TestLines {
	readonly first: number | null;
	readonly criteria: Readonly<Record<AcceptanceCriterionId, number>>;
}

/** Also where the suite around a test names the Story, and the test the criterion. */
export function testLines(file: TestFile, stories: readonly Story[]): TestLines {
	const names = criterionNames(stories);
	const declared = declaredTests(file.path, file.text);
	const criteria: Record<AcceptanceCriterionId, number> = {};
	for (const { name, line } of declared) {
		const test = {
			file: file.path,
			owner: null,
			path: [name],
			result: 'passed',
			tags: [],
		} as const;
		const own = coverageOf(file, [test], names).criteria.map(({ id }) => id);
		const inSuite = stories
			.filter(({ title }) => title !== '' && file.text.includes(title))
			.flatMap(({ title }) => names.named(title, name));
		for (const id of [...own, ...inSuite]) criteria[id] ??= line;
	}
	return { first: declared[0]?.line ?? null, criteria };
}
