import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BASELINE_FILE } from '#server/adopt/baseline.ts';
import { takeBaseline } from '#server/adopt/take-baseline.ts';
import { checkRepository } from '#server/check/check-repository.ts';
import type { Observed } from '#shared/protocol/log.ts';
import { type OpenFolder, openFolder } from '#test/e2e/world/open-folder.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { grammarFolder } from '#test/fixtures/code/parsers.ts';

const context = (name: string, code: string) => `
## ${name}
**Type**: coordination
**Responsibilities**: All of ${name}.
**Dependencies**: None

### Components
| Component | Type | Code |
|---|---|---|
| ${name}.Main | module | ${code} |
`;
const IMPORT = "import { session } from '../accounts/session.ts';\n";
/** A little wrong with each kind of text: a story, the map, a design, a file without a design. */
const FILES = {
	'lintel.config.json': '{ "preset": "typescript" }\n',
	'user_stories.md':
		'# Bookshop\n\n## Sign in\n\nAs a reader, I want in, so that I read.\n\n**Acceptance Criteria**\n- It is fast\n- It is fast, and fast\n',
	'context_map.md': `# Bookshop\n${context('Accounts', 'src/accounts/session.ts')}${context('Shelves', 'src/shelves/shelf.ts')}`,
	'docs/design/shelves/shelf.md':
		'---\ncomponent: Shelves.Main\n---\n# Shelves.Main\n\n## Purposse\n\nWhy.\n\n## Public API\n',
	'src/accounts/session.ts': 'export const session = 1;\n',
	'src/shelves/shelf.ts': IMPORT,
	'src/shelves/loose.ts': 'export const loose = 1;\n',
};
const deps = { disk: fs, run: runProgram, grammars: [grammarFolder] };

let copy: WorkingCopy;
beforeEach(async () => {
	copy = createWorkingCopy(FILES);
	await takeBaseline(deps, copy.folder, false);
});
afterEach(() => copy[Symbol.dispose]());

async function opened(): Promise<OpenFolder> {
	const workspace = await openFolder(copy, fs, 'native', null, [grammarFolder]);
	await workspace.files.ready;
	await workspace.importsRead();
	workspace.traces();
	return workspace;
}

interface Told {
	readonly rule: string;
	readonly file: string | null;
	readonly line: number | null;
	readonly message: string;
}

function wordsOf(findings: readonly Told[]): readonly string[] {
	return findings
		.map(({ rule, file, line, message }) => `${rule} ${file}:${line ?? 1} ${message}`)
		.sort();
}

/** What a check holds for known of what the files say now. */
async function checked({ folder } = copy) {
	const done = await checkRepository(deps, { folder, pin: null, base: null });
	if (!done.ok) throw new Error(done.error.reason);
	const { findings } = done.value.report;
	return {
		known: wordsOf(findings.filter(({ known }) => known)),
		fresh: findings.filter(({ known, severity }) => !known && severity !== 'info'),
	};
}

function knownHere(workspace: OpenFolder): readonly string[] {
	return wordsOf([...workspace.known(workspace.findings())].map(workspace.located));
}

describe('what is known from before, as the relay tells it', () => {
	test('[AD14] is what a check knows, of stories, map, designs, files and imports', async () => {
		await using workspace = await opened();
		const { known, fresh } = await checked();
		expect(fresh).toEqual([]);
		const rules = new Set(known.map((words) => words.split(' ')[0]));
		for (const rule of ['untestable-words', 'import-not-allowed', 'code-without-design'])
			expect(rules).toContain(rule);
		expect(rules.size).toBeGreaterThan(6);
		expect(knownHere(workspace)).toEqual(known);
		expect(workspace.observed().known).toHaveLength(known.length);
		expect(workspace.status().findings.known).toBe(known.length);
		expect(workspace.errors).toEqual([]);
	});

	test('[AD14] follows the words at a place, the code and the baseline', async () => {
		await using workspace = await opened();
		const told: Observed[] = [];
		workspace.onObserved((observed) => told.push(observed));
		const all = workspace.observed().known?.length ?? 0;
		const known = () => workspace.observed().known?.length;

		// Above it something came: the same Finding, lower down.
		copy.write('src/shelves/shelf.ts', `// Shelves.\n${IMPORT}`);
		await until(() => workspace.observed().findings.some(({ line }) => line === 2));
		expect(known()).toBe(all);
		copy.write('src/shelves/shelf.ts', `// Shelves.\nimport '../accounts/session.ts';\n`);
		await until(() => known() === all - 1);
		expect(told.at(-1)?.known).toHaveLength(all - 1);
		expect(knownHere(workspace)).toEqual((await checked()).known);
		copy.write('src/shelves/shelf.ts', IMPORT);
		await until(() => known() === all);

		const baseline = copy.read(BASELINE_FILE);
		fs.rmSync(join(copy.folder, BASELINE_FILE));
		await until(() => known() === 0);
		copy.write(BASELINE_FILE, 'not JSON');
		workspace.lookAt([]);
		expect(known()).toBe(0);
		copy.write(BASELINE_FILE, baseline);
		await until(() => known() === all);
		expect(workspace.errors).toEqual([]);
	});

	test('[AD7] is all that was found, wherever on its line a check points', async () => {
		const hidden = FILES['user_stories.md'].replace('I read', 'I\u200b read');
		using other = createWorkingCopy({ ...FILES, 'user_stories.md': hidden });
		await takeBaseline(deps, other.folder, false);
		const { known, fresh } = await checked(other);
		expect(fresh).toEqual([]);
		expect(
			known.filter((words) => /^(hidden-characters|section-missing)/.test(words)),
		).toHaveLength(4);
	});

	test('[AD14] is told before the Findings of files that it is about', async () => {
		await using workspace = await openFolder(copy, fs, 'poll', null, [grammarFolder]);
		await workspace.files.ready;
		expect(workspace.observed().known).toBeUndefined();
		const heard: string[] = [];
		workspace.onObserved(({ known }) => heard.push(`known ${known?.length}`));
		heard.push(`pages ${workspace.traces().length}`);
		expect(heard).toEqual([`known ${workspace.observed().known?.length}`, 'pages 1']);
	});

	test('[AD14] is nothing where there is no baseline, and no rule is asked for that', async () => {
		fs.rmSync(join(copy.folder, BASELINE_FILE));
		await using workspace = await openFolder(copy, fs, 'poll');
		await workspace.files.ready;
		expect(workspace.observed().known).toEqual([]);
		expect(workspace.known(workspace.findings()).size).toBe(0);
	});
});
