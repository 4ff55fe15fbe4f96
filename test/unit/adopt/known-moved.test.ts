import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BASELINE_FILE, Baseline } from '#server/adopt/baseline.ts';
import { takeBaseline } from '#server/adopt/take-baseline.ts';
import { checkRepository } from '#server/check/check-repository.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
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
const FORBIDDEN = "import { session } from '../accounts/session.ts';\n";
const LOOSE = Array.from({ length: 12 }, (_, n) => `export const loose${n} = ${n};\n`).join('');
const FILES = {
	'lintel.config.json': '{ "preset": "typescript" }\n',
	'context_map.md': `# Shop\n${context('Accounts', 'src/accounts/session.ts')}${context('Shelves', 'src/shelves/shelf.ts')}`,
	'docs/design/shelves/shelf.md':
		'---\ncomponent: Shelves.Main\n---\n# Shelves.Main\n\n## Purposse\n\nWhy.\n\n## Public API\n',
	'src/accounts/session.ts': `import { shelf } from '../shelves/shelf.ts';\nexport const session = shelf;\n`,
	'src/shelves/shelf.ts': `${FORBIDDEN}export const shelf = session;\n`,
	'src/shelves/loose.ts': LOOSE,
};
const deps = { disk: fs, run: runProgram, grammars: [grammarFolder] };

let copy: WorkingCopy;
beforeEach(async () => {
	copy = createWorkingCopy(FILES);
	await takeBaseline(deps, copy.folder, false);
	commit();
});
afterEach(() => copy[Symbol.dispose]());

function commit(): void {
	copy.git('add', '-A');
	copy.git('commit', '-qm', 'Some files');
}

async function checked(folder = copy.folder, base: string | null = null) {
	const done = await checkRepository(deps, { folder, pin: null, base });
	if (!done.ok) throw new Error(done.error.reason);
	const { findings } = done.value.report;
	const fresh = findings.filter(({ known, severity }) => !known && severity !== 'info');
	return {
		fresh: fresh.map(({ rule, file }) => `${rule} ${file}`),
		known: findings.filter(({ known }) => known).map(({ rule }) => rule),
	};
}

async function move(from: string, to: string) {
	await using workspace = await openFolder(copy, fs, 'poll', null, [grammarFolder]);
	const done = await workspace.move({ from, to, dryRun: false });
	if (!done.ok) throw new Error(done.error.reason);
	return done.value;
}

function rewrite(path: string, one: string, other: string): void {
	copy.write(path, copy.read(path).replace(one, other));
}

test('[AD17] what is known of code and its design moves along, and is no more', async () => {
	const before = await checked();
	for (const rule of ['import-not-allowed', 'code-without-test', 'section-missing'])
		expect(before.known).toContain(rule);
	const { written } = await move('src/shelves/shelf.ts', 'src/shelves/deep/shelf.ts');
	expect(written).toContain(BASELINE_FILE);
	expect((await checked()).fresh).toEqual([]);

	rewrite('src/shelves/deep/shelf.ts', '../accounts', '../../accounts');
	rewrite('src/accounts/session.ts', '../shelves/shelf', '../shelves/deep/shelf');
	expect(await checked()).toEqual({ fresh: [], known: before.known });
	const second = "import * as again from '../../accounts/session.ts';\n";
	rewrite('src/shelves/deep/shelf.ts', 'export', `${second}export`);
	expect((await checked()).fresh).toEqual(['import-not-allowed src/shelves/deep/shelf.ts']);
});

test('[AD17] of files that stay, only imports that a move leads astray are known otherwise', async () => {
	await move('src/accounts/session.ts', 'src/accounts/deep/session.ts');
	const { findings } = Baseline.parse(JSON.parse(copy.read(BASELINE_FILE)));
	const moved = findings.filter(({ was }) => was !== undefined);
	expect(moved.map(({ rule, file }) => `${rule} ${file}`).sort()).toEqual([
		'code-without-test src/accounts/deep/session.ts',
		'import-not-allowed src/accounts/deep/session.ts',
		'import-not-allowed src/shelves/shelf.ts',
	]);
});

test('[AD18] a file that git says moved is known, and the baseline is to be told', async () => {
	const before = await checked();
	copy.git('mv', 'docs/design/shelves', 'docs/design/racks');
	fs.mkdirSync(`${copy.folder}/src/racks`);
	copy.git('mv', 'src/shelves/loose.ts', 'src/racks/free.ts');
	commit();
	const { fresh, known } = await checked();
	expect(fresh).toEqual([
		'design-misplaced docs/design/racks/shelf.md',
		`baseline-moved ${BASELINE_FILE}`,
	]);
	expect([...known].sort()).toEqual([...before.known].sort());
	{
		await using workspace = await openFolder(copy, fs, 'poll', null, [grammarFolder]);
		await workspace.files.ready;
		await workspace.importsRead();
		workspace.traces();
		const here = [...workspace.known(workspace.findings())].map(({ rule }) => rule);
		expect(here.sort()).toEqual([...known].sort());
	}

	expect(await takeBaseline(deps, copy.folder, false)).toMatchObject({
		value: { kind: 'moved', gone: 0 },
	});
	commit();
	const misplaced = 'design-misplaced docs/design/racks/shelf.md';
	expect((await checked(copy.folder, 'HEAD~2')).fresh).toEqual([misplaced]);
	const shallow = join(dirname(copy.folder), 'shallow');
	copy.git('clone', '-q', '--depth', '1', `file://${copy.folder}`, shallow);
	expect((await checked(shallow)).fresh).toEqual([misplaced]);
});

test('[AD18] what takes the place of something deleted is new', async () => {
	fs.rmSync(`${copy.folder}/src/shelves/loose.ts`);
	copy.write('src/shelves/fresh.ts', 'export function fresh() {\n\treturn [];\n}\n');
	commit();
	expect((await checked()).fresh).toEqual(['code-without-design src/shelves/fresh.ts']);
});

test('[AD18] asks git only where something is found that nobody knows', async () => {
	fs.rmSync(`${copy.folder}/src/shelves/loose.ts`);
	commit();
	const ran: string[] = [];
	const run: typeof runProgram = (program, args, folder) => {
		ran.push(args.join(' '));
		return runProgram(program, args, folder);
	};
	const asked = { folder: copy.folder, pin: null, base: null };
	await checkRepository({ ...deps, run }, asked);
	expect(ran.filter((line) => line.includes('--diff-filter=R'))).toEqual([]);
	copy.write('src/shelves/fresh.ts', 'export const fresh = [];\n');
	await checkRepository({ ...deps, run }, asked);
	expect(ran.filter((line) => line.includes('--diff-filter=R'))).not.toEqual([]);
});
