import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ComponentId, SessionId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { CODE, COMMAND, CONTEXT, FILES, SESSION, TEST } from '#test/e2e/world/evidence-shop.ts';
import { openSessionShop, type SessionShop } from '#test/e2e/world/session-shop.ts';

const PATIENCE = { timeout: 60_000 };
const SHELF: ComponentId = 'cp_she0000000';
/** The shelf asks the session who reads, and so comes after it, although the map names it first. */
const TWO = {
	...FILES,
	'context_map.md': (FILES['context_map.md'] ?? '').replace(
		'| Session |',
		`| Shelf | module | src/accounts/shelf.ts <!-- ${SHELF} --> |\n| Session |`,
	),
	'docs/design/accounts/shelf.md': `---
id: ${SHELF}
component: Shelf
type: module
context: ${CONTEXT}
---
# Shelf

Asks \`Session\` who reads.
`,
};

test(
	'[SN5] children come in the order of what they need, and their parent waits and goes on',
	PATIENCE,
	async () => {
		await using world = await openSessionShop({}, TWO);
		const { sessions, shop } = world;
		// Whose design needs no approval can be built at once.
		const gates = { story: 'required', context: 'required', design: 'advisory' } as const;
		await shop.setPolicy({ gates });
		const { id } = await world.start('context-code', CONTEXT);
		expect(childrenOf(sessions.get(id))).toEqual([`component-tests ${SESSION}`]);
		const [first] = sessions.get(id)?.children ?? [];
		if (first === undefined) throw new Error('No child was started.');
		expect(await sessions.take(world.robin, id)).toMatchObject({
			error: { guard: 'waits-for-children', fix: expect.stringContaining(first.session) },
		});

		await shop.say({ type: 'sessionEnded', session: first.session, outcome: 'cancelled' });
		await world.until(id, ({ waiting }) => waiting?.for === 'children');
		await shop.say({ type: 'stepReopened', session: id, step: 'components' });
		await world.until(id, ({ children }) => children.length === 2);

		await build(world, id, SESSION, CODE, TEST);
		await build(world, id, SHELF, 'src/accounts/shelf.ts', 'test/accounts/shelf.test.ts');
		const done = await world.until(id, ({ phase }) => phase === 'done');
		expect(childrenOf(done)).toEqual([
			...[`component-tests ${SESSION}`, `component-tests ${SESSION}`, `component-code ${SESSION}`],
			...[`component-tests ${SHELF}`, `component-code ${SHELF}`],
		]);
		expect(shop.served.errors).toEqual([]);
	},
);

test(
	'[SN5] what failed waits for a person, and is built once it is begun anew',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, shop } = world;
		const { id } = await world.start('context-code', CONTEXT);
		await shop.say({ type: 'archived', artefact: SESSION });
		const stuck = await world.until(id, ({ phase }) => phase === 'waiting');
		expect(stuck.children).toMatchObject([{ kind: 'component-tests', phase: 'failed' }]);
		const [failed] = stuck.children;
		expect(stuck.waiting).toEqual({ for: 'children', sessions: [failed?.session] });
		expect(await sessions.take(world.robin, id)).toMatchObject({
			error: { guard: 'waits-for-children', fix: expect.stringContaining('reopen') },
		});

		await shop.say({ type: 'restored', artefact: SESSION });
		expect(sessions.get(id)?.phase).toBe('waiting');
		await shop.say({ type: 'stepReopened', session: id, step: 'components' });
		const begun = await world.until(id, ({ children }) => children.length === 2);
		// Nobody builds it before it is approved again, and its Session says so.
		expect(begun.waiting).toBeNull();
		const again = begun.children.at(-1)?.session;
		expect(again && sessions.get(again)).toMatchObject({ waiting: { for: 'approval' } });
		const [design] = shop.served.workspace.artefacts().designs;
		if (design === undefined) throw new Error('There is no design.');
		const on = { artefact: SESSION, revision: revisionOfArtefact({ kind: 'design', design }) };
		await shop.say({ type: 'submitted', ...on, criteria: {}, basis: [], context: CONTEXT });
		await world.review(SESSION);
		for (const [step, path] of [
			['tests', TEST],
			['code', CODE],
		] as const) {
			const child = (
				await world.until(id, ({ children }) => children.at(-1)?.kind === `component-${step}`)
			).children.at(-1);
			if (child === undefined) throw new Error(`There are no ${step}.`);
			await world.take(child.session);
			const handed = await world.submit(child.session, step, {
				summary: 'As it is.',
				files: [path],
			});
			expect(handed.checks.filter(({ passed }) => !passed)).toEqual([]);
		}
		const done = await world.until(id, ({ ended }) => ended !== null);
		expect(done.phase).toBe('done');
		expect(done.children.map(({ phase }) => phase)).toEqual(['failed', 'done', 'done']);
		expect(shop.served.errors).toEqual([]);
	},
);

test('[SN6] in a worktree nothing else may change, and the tests run there', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { sessions, shop } = world;
	const worktree = join(shop.served.folder, 'worktree');
	await shop.setPolicy({ test: COMMAND, evidence: { on: true } });
	shop.git('worktree', 'add', '-q', '-b', 'robin', worktree);
	const { id } = await world.start('component-code', SESSION);
	sessions.workIn(id, worktree);
	await world.take(id);
	const put = (path: string, text: string) => {
		mkdirSync(dirname(join(worktree, path)), { recursive: true });
		writeFileSync(join(worktree, path), text);
	};
	put(CODE, 'export const MOST_TRIES = 4;\n');
	put('src/other.ts', 'export {};\n');
	const output = { summary: 'Written.', files: [CODE] };
	const strange = await world.submit(id, 'code', output);
	expect(strange.checks.at(-1)).toMatchObject({ check: 'only-its-files', passed: false });
	expect(strange.checks.at(-1)?.text).toContain('src/other.ts');
	execFileSync('git', ['clean', '-fdq'], { cwd: worktree });
	// What is served is right and passes; what was written in the worktree does not.
	const red = await world.submit(id, 'code', { ...output, summary: 'Again.' });
	expect(red.checks.at(-1)).toMatchObject({ check: 'tests-pass', passed: false });
	put(CODE, 'export const MOST_TRIES = 5; // as the design says\n');
	const green = await world.submit(id, 'code', { ...output, summary: 'Now.' });
	expect(green.accepted).toBe(true);
	expect(shop.read(CODE)).not.toContain('as the design says');
});

function childrenOf(state: SessionState | null): readonly string[] {
	return (state?.children ?? []).map(({ kind, artefact }) => `${kind} ${artefact}`);
}

async function build(
	world: SessionShop,
	parent: SessionId,
	component: ComponentId,
	code: string,
	testFile: string,
): Promise<void> {
	for (const [kind, step, path] of [
		['component-tests', 'tests', testFile],
		['component-code', 'code', code],
	] as const) {
		const find = ({ children }: SessionState) =>
			children.findLast((one) => one.kind === kind && one.artefact === component);
		const child = find(await world.until(parent, (state) => find(state) !== undefined));
		if (child === undefined) throw new Error(`There is no ${kind}.`);
		await world.take(child.session);
		world.shop.write(path, 'export {};\n');
		const handed = await world.submit(child.session, step, { summary: 'Done.', files: [path] });
		expect(handed.checks.filter(({ passed }) => !passed)).toEqual([]);
	}
}
