import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { EVERYTHING } from '#server/check/scope.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { createProvedCopy, PROVED_FILES, type ProvedCopy } from '#test/fixtures/proved-copy.ts';

const GRAMMARS = [resolve(import.meta.dirname, '../../../node_modules')];
const row = (name: string, code: string, id: number) =>
	`| ${name} | module | ${code} <!-- cp_000000000${id} --> |\n`;
const section = (name: string, id: number, on: string, rows: string) =>
	`## ${name} <!-- cx_000000000${id} -->
**Type**: ${on === 'None' ? 'domain' : 'coordination'}
**Entity**: ${name}
**Responsibilities**: ${name}.
**Dependencies**: ${on}

### Components
| Component | Type | Code |
|---|---|---|
${rows}
`;
const [SESSION, CART] = [
	row('Session', 'src/accounts/session.ts', 1),
	row('Cart', 'src/shop/cart.ts', 2),
];
const MAP = `# Map\n\n${section('Accounts', 1, 'None', SESSION)}${section('Shop', 2, 'Accounts', CART)}`;
const TOLD = '- A reader without one is told so in a sentence <!-- ac_0000000002 -->\n';
const design = (id: number, name: string, criterion: number, more = '') =>
	`---\nid: cp_000000000${id}\ncomponent: ${name}\ntype: module\ncriteria: [ac_000000000${criterion}]\n${more}---\n# ${name}\n\n## Purpose\n\nIt is [[Cart]].\n`;
const FILES = {
	...PROVED_FILES,
	'user_stories.md': `${PROVED_FILES['user_stories.md']}${TOLD}`,
	'context_map.md': MAP,
	'docs/design/session.md': design(1, 'Session', 1),
	'docs/design/cart.md': design(2, 'Cart', 2),
	'docs/design/loose.md': design(3, 'Loose', 2, 'code: lib/loose.ts\ntest: odd/loose.ts\n'),
	'src/accounts/session.ts': 'export const s = 1;\n',
	'src/shop/cart.ts': "import { s } from '../accounts/session';\nexport const c = s;\n",
	'lib/loose.ts': 'export {};\n',
	'odd/loose.ts': 'test();\n',
	'test/shop/cart.test.ts': 'test();\n',
	'lintel.config.json': '{"preset":"typescript"}',
};

async function findingsOf(copy: ProvedCopy, changed: string | null): Promise<readonly string[]> {
	const scope = changed === null ? EVERYTHING : { rules: [], changed };
	const asked = { folder: copy.folder, pin: { id: copy.people.root }, base: null, scope };
	const checked = await checkRepository({ disk: fs, run: runProgram, grammars: GRAMMARS }, asked);
	if (!checked.ok) throw new Error(checked.error.reason);
	return checked.value.report.findings.map(
		({ rule, artefact, file, message }) => `${rule} ${artefact ?? file} ${message}`,
	);
}

type Change = (copy: ProvedCopy) => void;
const inMap = (from: string, to: string): Change => {
	return (copy) => copy.write('context_map.md', MAP.replace(from, to));
};
const without =
	(path: string): Change =>
	(copy) =>
		fs.rmSync(join(copy.folder, path));
const inLoose = (from: string, to: string): Change => {
	const path = 'docs/design/loose.md';
	return (copy) => copy.write(path, FILES[path].replace(from, to));
};
const third = section('Third', 3, 'None', SESSION);

/** What somebody changes, and a rule by which something that nobody touched is wrong after it. */
const CHANGES: readonly (readonly [rule: string, change: Change])[] = [
	[
		'criterion-unknown cp_0000000002',
		(copy) => copy.write('user_stories.md', FILES['user_stories.md'].replace(TOLD, '')),
	],
	['design-without-component cp_0000000002', inMap(CART, '')],
	['reference-unresolved cp_0000000001', inMap(CART, '')],
	['import-not-allowed cx_0000000002', inMap(`${SESSION}\n`, `\n${third}`)],
	['code-without-design src/shop/cart.ts', inMap('src/shop/cart.ts', 'src/shop/basket.ts')],
	['code-without-design lib/loose.ts', without('docs/design/loose.md')],
	['two-designs cp_0000000002', inLoose('lib/loose.ts', 'src/shop/cart.ts')],
	['test-shared cp_0000000002', inLoose('odd/loose.ts', 'test/shop/cart.test.ts')],
	['code-without-test cp_0000000003', without('odd/loose.ts')],
	['dependency-unused cx_0000000002', (copy) => copy.write('src/shop/cart.ts', 'export {};\n')],
];

test('[CK19] every Finding that a change gives rise to is told, whoever it is about', async () => {
	using copy = await createProvedCopy(FILES);
	copy.save();
	copy.commit();
	const before = new Set(await findingsOf(copy, null));
	for (const [expected, change] of CHANGES) {
		change(copy);
		const risen = (await findingsOf(copy, null)).filter((one) => !before.has(one));
		expect(risen.map((one) => one.split(' ').slice(0, 2).join(' '))).toContain(expected);
		const told = new Set(await findingsOf(copy, 'HEAD'));
		expect(risen.filter((one) => !told.has(one))).toEqual([]);
		copy.git('checkout', '-q', '--', '.');
	}
});

test('[CK19] a change in a submodule affects the designs of code that lies in it', async () => {
	using copy = await createProvedCopy({
		...FILES,
		'docs/design/loose.md': FILES['docs/design/loose.md'].replace('lib/loose.ts', 'shelf/book.ts'),
	});
	using shelf = createWorkingCopy({ 'book.ts': 'export const book = 1;\n' });
	copy.git(
		...['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', shelf.folder, 'shelf'],
	);
	copy.save();
	copy.commit();
	const before = new Set(await findingsOf(copy, null));
	fs.rmSync(join(copy.folder, 'shelf/book.ts'));
	const risen = (await findingsOf(copy, null)).filter((one) => !before.has(one));
	expect(risen.map((one) => one.split(' ')[1])).toContain('cp_0000000003');
	const told = new Set(await findingsOf(copy, 'HEAD'));
	expect(risen.filter((one) => !told.has(one))).toEqual([]);
});
