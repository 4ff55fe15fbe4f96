import fs from 'node:fs';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { createApartDrift } from '#server/imports/drift-apart.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { admitAgent, connectAgent } from '#test/e2e/world/agent.ts';
import { type OpenFolder, openFolder } from '#test/e2e/world/open-folder.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { foundBy, serveFolder } from '#test/e2e/world/served.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { grammarFolder } from '#test/fixtures/code/parsers.ts';

const GRAMMARS = [grammarFolder];
const context = (name: string, on: string, code: string) => `
## ${name}
**Type**: coordination
**Responsibilities**: All of ${name}.
**Dependencies**: ${on}

### Components
| Component | Type | Code |
|---|---|---|
| ${name}.Main | module | ${code} |
`;
const MAP = `# Bookshop
${context('Accounts', 'None', 'src/accounts/session.ts')}
${context('Mail', 'Accounts', 'src/mail/send.ts')}
${context('Shelves', 'Mail', 'src/shelves/shelf.ts')}
`;
const WRONG = "import '../mail/send.ts';\n\nimport { a } from '../accounts/session.ts';\n";
const RIGHT = "import '../mail/send.ts';\n";
/** Mail says that it depends on Accounts, and uses nothing of it. */
const FILES = {
	'lintel.config.json': '{ "preset": "typescript" }\n',
	'context_map.md': MAP,
	'src/accounts/session.ts': 'export const a = 1;\n',
	'src/mail/send.ts': 'export const send = 1;\n',
	'src/shelves/shelf.ts': WRONG,
};
const DRIFT = new Set(['import-not-allowed', 'dependency-unused', 'imports-unread']);

function driftIn(findings: readonly Finding[]): readonly Finding[] {
	return findings.filter(({ rule }) => DRIFT.has(rule));
}

async function opened(copy: WorkingCopy): Promise<OpenFolder> {
	const workspace = await openFolder(copy, fs, 'native', null, GRAMMARS);
	await workspace.files.ready;
	expect(await workspace.importsRead()).toBe(true);
	return workspace;
}

test('[DR8] the relay and lintel check tell the same drift of the same repository', async () => {
	using copy = createWorkingCopy(FILES);
	await using workspace = await opened(copy);
	const run = (program: string, args: readonly string[], folder: string) =>
		runProgram(program, args, folder);
	const checked = await checkRepository(
		{ disk: fs, run, grammars: GRAMMARS },
		{ folder: copy.folder, pin: null, base: null },
	);
	if (!checked.ok) throw new Error(checked.error.reason);
	const words = (
		findings: readonly Pick<Finding, 'rule' | 'severity' | 'message' | 'fix' | 'file' | 'line'>[],
	) =>
		findings.map(({ rule, severity, message, fix, file, line }) => ({
			rule,
			severity,
			message,
			fix,
			file,
			line,
		}));
	const told = driftIn(workspace.findings()).map(workspace.located);
	const { findings } = checked.value.report;
	expect(words(told)).toEqual(words(findings.filter(({ rule }) => DRIFT.has(rule))));
	expect(told.map(({ rule, file, line }) => ({ rule, file, line }))).toEqual([
		{ rule: 'import-not-allowed', file: 'src/shelves/shelf.ts', line: 3 },
		{ rule: 'dependency-unused', file: 'context_map.md', line: expect.any(Number) },
	]);
	expect(workspace.errors).toEqual([]);
});

test('[DR9] an import that is written shows while it is there, also in a file that no design has', async () => {
	using copy = createWorkingCopy({ ...FILES, 'src/shelves/shelf.ts': RIGHT });
	await using workspace = await opened(copy);
	const heard: (readonly Finding[])[] = [];
	workspace.traces();
	workspace.onObserved(({ findings }) => heard.push(driftIn(findings)));
	const wrong = () => (heard.at(-1) ?? []).filter(({ rule }) => rule === 'import-not-allowed');
	copy.write('src/shelves/shelf.ts', WRONG);
	await until(() => wrong()[0]?.line === 3);
	copy.write('src/shelves/shelf.ts', RIGHT);
	await until(() => wrong().length === 0);
	copy.write('src/shelves/inner.ts', WRONG);
	await until(() => wrong()[0]?.file === 'src/shelves/inner.ts');
	copy.write('src/shelves/inner.ts', `\n${WRONG}`);
	await until(() => wrong()[0]?.line === 4);
	copy.write(
		'context_map.md',
		MAP.replace('**Dependencies**: Mail', '**Dependencies**: Mail, Accounts'),
	);
	await until(() => wrong().length === 0);
	expect(workspace.errors).toEqual([]);
});

test('[DR10] an agent’s check tells of drift at once, and drift keeps no context from review', async () => {
	await using served = await serveFolder(FILES, { grammars: GRAMMARS });
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const { token } = await admitAgent(served, ada, 'robin');
	await using robin = await connectAgent(served, token);
	const { findings } = await robin.call('check');
	expect(findings).toContainEqual(
		expect.objectContaining({ rule: 'import-not-allowed', file: 'src/shelves/shelf.ts', line: 3 }),
	);
	const { contexts } = served.workspace.artefacts();
	const shelves = contexts.find(({ name }) => name === 'Shelves')?.id;
	const { revision } = await robin.call('read_artefact', { id: shelves });
	const submitted = await robin.callRaw('submit_for_review', { id: shelves, revision });
	expect(submitted).toMatchObject({ isError: false });
	expect(served.errors).toEqual([]);
});

test('[DR11] only what changed is parsed again, and what can’t be is said', async () => {
	using copy = createWorkingCopy({
		...FILES,
		'src/shelves/long.ts': `// ${'x'.repeat(600 * 1024)}\n`,
	});
	await using workspace = await opened(copy);
	expect(driftIn(workspace.findings())).toContainEqual(
		expect.objectContaining({
			...{ rule: 'imports-unread', severity: 'info', file: 'src/shelves/long.ts' },
			message: 'The imports of a code file could not be read: src/shelves/long.ts.',
		}),
	);

	const apart = createApartDrift({ root: copy.folder, grammars: GRAMMARS });
	const { blocks } = readContextMap(MAP, []);
	const contexts = blocks.flatMap((block) => (block.kind === 'context' ? block.context : []));
	const ground = { contexts, conventions: conventionsOf({ preset: 'typescript' }) };
	const paths = Object.keys(FILES);
	const first = await apart.ask({ ...ground, paths, changed: null });
	expect(first?.parsed).toHaveLength(3);
	copy.write('src/shelves/shelf.ts', RIGHT);
	fs.utimesSync(`${copy.folder}/src/mail/send.ts`, new Date(), new Date());
	const unheard = await apart.ask({ ...ground, paths: null, changed: [] });
	expect(unheard).toEqual({ ...first, parsed: [] });
	const second = await apart.ask({ ...ground, paths: null, changed: null });
	expect(second?.parsed).toEqual(['src/shelves/shelf.ts']);
	apart.stop();
});

test('[DR12] a reader that dies is said, harms nobody, and is started anew with the next change', async () => {
	using copy = createWorkingCopy(FILES);
	const broken = `${copy.data}/grammars`;
	fs.mkdirSync(broken, { recursive: true });
	fs.writeFileSync(`${broken}/web-tree-sitter.wasm`, 'no wasm');
	await using workspace = await openFolder(copy, fs, 'native', null, [broken]);
	await workspace.importsRead();
	expect(driftIn(workspace.findings())).toMatchObject([
		{
			rule: 'imports-unread',
			message: expect.stringContaining('The program that reads them ended.'),
		},
	]);
	expect(workspace.errors).toHaveLength(1);
	for (const [file, from] of [
		['web-tree-sitter.wasm', 'web-tree-sitter'],
		['tree-sitter-typescript.wasm', 'tree-sitter-typescript'],
	] as const)
		fs.copyFileSync(`${grammarFolder}/${from}/${file}`, `${broken}/${file}`);
	copy.write('src/shelves/shelf.ts', `\n${WRONG}`);
	await until(() => driftIn(workspace.findings()).some(({ line }) => line === 4));
});
