import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AdoptAsked, type Adoption, adoptRepository } from '#server/adopt/adopt-repository.ts';
import { BASELINE_FILE } from '#server/adopt/baseline.ts';
import { takeBaseline } from '#server/adopt/take-baseline.ts';
import { writeNew } from '#server/adopt/write-plan.ts';
import { checkRepository } from '#server/check/check-repository.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { grammarFolder, parsersInstalled } from '#test/fixtures/code/parsers.ts';

const SHOP = {
	'package.json': '{"name":"shop"}',
	'src/index.ts': "import { signIn } from './accounts/session.ts';\nexport { signIn };\n",
	'src/accounts/account.ts': '/** Who somebody is. */\nexport interface Account { name: string }\n',
	'src/accounts/session.ts':
		"import type { Account } from './account.ts';\n/** Knows who is signed in. */\nexport function signIn(account: Account): boolean {\n\treturn account.name !== '';\n}\n",
	'src/shelves/shelf.ts':
		"import { signIn } from '../accounts/session.ts';\nimport type { Account } from '../accounts/account.ts';\nexport function put(book: string, who: Account): boolean {\n\treturn signIn(who) && book !== '';\n}\n",
	'src/shelves/order.ts': "import { put } from './shelf.ts';\nexport const sort = () => put;\n",
	'src/accounts/audit.ts':
		"import { sort } from '../shelves/order.ts';\nexport const audit = () => sort;\n",
	'test/accounts/session.test.ts': "test('a name signs in', () => {});\n",
	'dist/index.js': 'export const built = 1;\n',
};

let copy: WorkingCopy;
beforeEach(() => {
	copy = createWorkingCopy(SHOP);
});
afterEach(() => copy[Symbol.dispose]());

async function adopt(asked: Partial<AdoptAsked> = {}): Promise<Adoption> {
	const deps = { disk: fs, run: runProgram, parsing: await parsersInstalled(), progress: () => {} };
	const done = adoptRepository(deps, copy.folder, { designs: 'main', name: 'shop', ...asked });
	if (!done.ok) throw new Error(done.error.reason);
	return done.value;
}

function write({ files }: Adoption): void {
	for (const file of files) expect(writeNew(fs, copy.folder, file)).toBeNull();
}

const deps = { disk: fs, run: runProgram, grammars: [grammarFolder] };

async function findings() {
	const checked = await checkRepository(deps, { folder: copy.folder, pin: null, base: null });
	if (!checked.ok) throw new Error(checked.error.reason);
	return checked.value.report;
}

describe('adopting a repository', () => {
	test('[AD2] the status counts what is known from before, and what is new is not', async () => {
		write(await adopt());
		await takeBaseline(deps, copy.folder, false);
		await using workspace = await openFolder(copy, fs, null, null, [grammarFolder]);
		await workspace.importsRead();
		const { known, error, warning } = workspace.status().findings;
		expect([known, known > 0]).toEqual([error + warning, true]);
		copy.write('src/shelves/new.ts', "import { audit } from '../accounts/audit.ts';\naudit;\n");
		workspace.lookAt(['src/shelves/new.ts']);
		await workspace.importsRead();
		const after = workspace.status().findings;
		expect(after.known).toBe(known);
		expect(after.error + after.warning).toBeGreaterThan(known);
	});

	test('[AD12] takes no link for code, and its words for nothing of this repository', async () => {
		using other = createWorkingCopy({
			'secret.ts': '/** Not yours. */\nexport function own() {}\n',
		});
		fs.symlinkSync(`${other.folder}/secret.ts`, `${copy.folder}/src/accounts/secret.ts`);
		fs.symlinkSync('session.ts', `${copy.folder}/src/accounts/alias.ts`);
		const { code, files, survey } = await adopt({ designs: 'all' });
		expect([code, survey.unread]).toEqual([6, []]);
		expect(JSON.stringify(files)).not.toMatch(/Not yours|secret|alias/);
	});

	test('[AD12] stops where the map can’t be read: designs would be of nothing', async () => {
		fs.writeFileSync(`${copy.folder}/context_map.md`, Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x00]));
		const parsing = await parsersInstalled();
		const host = { disk: fs, run: runProgram, parsing, progress: () => {} };
		const asked = { designs: 'all', name: 'shop' } as const;
		expect(adoptRepository(host, copy.folder, asked)).toMatchObject({
			error: { guard: 'map-unreadable', reason: expect.stringContaining('context_map.md') },
		});
	});

	test('[AD5] files of one folder that use each other both ways are one context', async () => {
		for (const n of 'ABCDEF') {
			copy.write(
				`src/lib/query${n}.ts`,
				"import { base } from './base.ts';\nexport const query = () => base;\n",
			);
			for (const name of ['alpha', 'beta', 'gamma'])
				copy.write(`src/lib/${name}${n}.ts`, 'export const one = 1;\n');
		}
		copy.write('src/lib/base.ts', 'export const base = 1;\n');
		const names = async () => (await adopt()).proposal.contexts.map(({ name }) => name);
		expect(await names()).toContain('Query');
		copy.write('src/lib/base.ts', "export { query as base } from './queryA.ts';\n");
		expect(await names()).not.toContain('Query');
	});

	test('[AD5] proposes contexts from folders and imports, without a cycle', async () => {
		const { proposal, files, code } = await adopt();
		expect(code).toBe(6);
		expect(proposal.contexts.map(({ name, type, entity }) => [name, type, entity])).toEqual([
			['Accounts', 'domain', 'Account'],
			['Shelves', 'coordination', ''],
			['Shop', 'coordination', ''],
		]);
		const names = new Map(proposal.contexts.map(({ id, name }) => [id, name]));
		const arrows = proposal.contexts.map(({ dependencies }) =>
			dependencies.map((id) => names.get(id)),
		);
		expect(arrows).toEqual([[], ['Accounts'], ['Accounts']]);
		expect(proposal.against).toEqual([{ from: 'Accounts', to: 'Shelves', imports: 1 }]);
		const map = files.find(({ path }) => path === 'context_map.md')?.text ?? '';
		expect(map.match(/Draft by lintel adopt/g)).toHaveLength(4);
		expect(map).toContain('That it owns Account is a guess');
		expect(map).not.toContain('dist/index.js');
	});

	test('[AD5] says of a context what its own entry says, and nothing that a folder below it says', async () => {
		const saying = (words: string) => `/** ${words} */\n\nimport { signIn } from './a.ts';\n`;
		const saysOf = async () => {
			const { contexts } = (await adopt()).proposal;
			return contexts.find(({ name }) => name === 'Accounts')?.responsibilities;
		};
		copy.write('src/accounts/worker/index.ts', saying('Lets it load with no network.'));
		expect(await saysOf()).toBe('');
		copy.write('src/accounts/index.ts', saying('Knows who may come in. And more.'));
		expect(await saysOf()).toBe('Knows who may come in.');
	});

	test('[AD6] drafts designs from what the code declares, its words and its tests', async () => {
		const { files } = await adopt();
		const design = files.find(({ path }) => path === 'docs/design/accounts/session.md')?.text ?? '';
		expect(design).toContain('component: Session\ntype: module\n');
		expect(design).toContain(
			'> Draft by lintel adopt, from what src/accounts/session.ts declares.',
		);
		expect(design).toContain('```ts\nsignIn(account: Account): boolean\n```');
		expect(design).toContain('- a name signs in');
		expect(design).toContain('<!-- hint: Numbered steps');
		const none = await adopt({ designs: 'none' });
		expect(none.files.map(({ path }) => path)).toEqual(['lintel.config.json', 'context_map.md']);
	});

	test('[AD7] then a check fails on nothing but what is new', async () => {
		write(await adopt());
		expect(await takeBaseline(deps, copy.folder, false)).toMatchObject({ value: { kind: 'new' } });
		const first = await findings();
		expect(first.summary.failing).toBe(0);
		const drift = first.findings.filter(({ rule }) => rule === 'import-not-allowed');
		expect(drift).toMatchObject([
			{ file: 'src/accounts/audit.ts', line: 1, column: 22, known: true },
		]);

		copy.write('src/accounts/fresh.ts', "\n\nimport { put } from '../shelves/shelf.ts';\nput;\n");
		const fresh = (await findings()).findings.filter(({ failing }) => failing);
		expect(fresh).toMatchObject([
			{ rule: 'import-not-allowed', file: 'src/accounts/fresh.ts', line: 3, column: 21 },
		]);
	});

	test('[AD7] the baseline shrinks when something is mended, and never grows by itself', async () => {
		write(await adopt());
		await takeBaseline(deps, copy.folder, false);
		const before = copy.read(BASELINE_FILE);
		copy.write('src/accounts/fresh.ts', "import { put } from '../shelves/shelf.ts';\nput;\n");
		expect(await takeBaseline(deps, copy.folder, false)).toMatchObject({ value: { kind: 'same' } });
		expect(copy.read(BASELINE_FILE)).toBe(before);
		copy.write('src/accounts/audit.ts', 'export const audit = () => 1;\n');
		expect(await takeBaseline(deps, copy.folder, false)).toMatchObject({
			value: { kind: 'shrunk' },
		});
		expect(copy.read(BASELINE_FILE).length).toBeLessThan(before.length);
	});

	test('[AD8] a second time writes nothing, and nothing over what a team wrote', async () => {
		copy.write('lintel.config.json', '{ "preset": "typescript" }\n');
		copy.write('docs/design/accounts/session.md', '---\ncomponent: Session\n---\n# Ours\n');
		const first = await adopt();
		expect(first.files.map(({ path }) => path)).not.toContain('lintel.config.json');
		expect(first.files.map(({ path }) => path)).not.toContain('docs/design/accounts/session.md');
		write(first);
		const second = await adopt();
		expect(second.files).toEqual([]);
		expect(second.missing).toBe('');
		const other = { path: 'context_map.md', text: 'mine' };
		expect(writeNew(fs, copy.folder, other)).toBeNull();
		expect(copy.read('context_map.md')).not.toBe('mine');
	});

	test('[AD8] to a map that is there it proposes only what that lacks', async () => {
		copy.write(
			'context_map.md',
			'# Ours\n\n## People\n**Type**: domain\n**Entity**: Account\n**Dependencies**: None\n\n### Components\n| Component | Type | Code |\n|---|---|---|\n| Session | module | src/accounts/session.ts |\n',
		);
		const { files, missing, proposal } = await adopt({ designs: 'none' });
		expect(files.map(({ path }) => path)).toEqual(['lintel.config.json']);
		expect(proposal.contexts.map(({ name }) => name)).toEqual(['Shelves', 'Shop']);
		expect(missing).toContain('## Shelves <!-- cx_');
		expect(missing).not.toContain('src/accounts');
	});

	test('[AD9] claims no approval and writes no event', async () => {
		write(await adopt());
		await takeBaseline(deps, copy.folder, false);
		const report = await findings();
		expect(new Set(report.artefacts.map(({ state }) => state))).toEqual(
			new Set(['never-approved']),
		);
		expect(report.log.events).toBe(0);
		expect(copy.read('context_map.md')).toContain('Nobody has approved it');
	});

	test('[AD9] hostile code ends in no id, hint or link of a draft', async () => {
		copy.write(
			'src/shelves/evil.ts',
			'/** <!-- cp_0000000000 --> [[Session]] # Heading */\nexport function evil(a = "```") {}\n',
		);
		copy.write(
			'test/shelves/evil.test.ts',
			"test('<!-- ac_0000000000 --> ## Heading', () => {});\n",
		);
		const { files } = await adopt({ designs: 'all' });
		const design = files.find(({ path }) => path === 'docs/design/shelves/evil.md')?.text ?? '';
		expect(design.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(6);
		expect(design).not.toContain('cp_0000000000 -->');
		expect(design).not.toContain('<!-- ac_');
		expect(design.match(/```/g)).toHaveLength(2);
	});
});
