/** What is gathered for a pack from a real repository: documents, log, files and rules on the disk. */
import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSettings } from '#server/files/config/settings-source.ts';
import { createFindingBoard } from '#server/files/findings/finding-board.ts';
import { openGrammars } from '#server/imports/grammars.ts';
import { createPacker } from '#server/session/pack/create-packer.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { canonicalTextOf, revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { packText } from '#shared/session/pack/pack-text.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { stepOf } from '#shared/session/session-types.ts';
import { tokenFor } from '#test/e2e/world/agent.ts';
import {
	CODE,
	FILES,
	openShop,
	SESSION,
	SHELF,
	type Shop,
	STORY,
	TEST,
} from '#test/e2e/world/evidence-shop.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { until } from '#test/e2e/world/until.ts';
import { grammarFolder } from '#test/fixtures/code/parsers.ts';
import { openSession } from '#test/fixtures/work-world.ts';

const DESIGN = 'docs/design/accounts/session.md';
const LOCKOUT = 'cp_10c0000000';
const MAP = FILES['context_map.md'] ?? '';

let shop: Shop;
let elsewhere: string;

beforeAll(async () => {
	elsewhere = mkdtempSync(join(tmpdir(), 'lintel-pack-'));
	writeFileSync(join(elsewhere, 'secret.ts'), 'export const SECRET = 1;');
	shop = await openShop(
		{},
		{
			...FILES,
			'context_map.md': `${MAP}| Lockout | module | src/accounts/lockout.ts <!-- ${LOCKOUT} --> |\n`,
			[DESIGN]: `${FILES[DESIGN]}\nIt asks Lockout first.\n`,
			'src/accounts/lockout.ts': 'export function lock(email: string): void {}\n',
			'.lintel/rules/code.md': '---\nsession_type: component-code\n---\nNo clocks.\n',
			'lintel.config.json': '{ "sessions": { "packTokens": 9000 } }\n',
		},
	);
	// What was approved is frozen, as the app does it.
	const { store } = shop.served.workspace;
	const { stories } = shop.served.workspace.artefacts();
	const texts = stories.map((story) => {
		const artefact = { kind: 'story' as const, story };
		return { revision: revisionOfArtefact(artefact), text: canonicalTextOf(artefact) };
	});
	store.log.append([], texts, []);
	shop.write(
		'user_stories.md',
		(FILES['user_stories.md'] ?? '').replace('my shelf follows me', 'ads follow me'),
	);
	await shop.served.workspace.save();
	await until(() => shop.served.workspace.viewOf(STORY).phase === 'draft');
});

afterAll(async () => {
	await shop[Symbol.asyncDispose]();
	rmSync(elsewhere, { recursive: true });
});

async function packOf(kind: SessionKind, name: string, folder: string | null = null) {
	const { workspace } = shop.served;
	const settings = createSettings({
		...{ disk: fs, root: shop.folder, config: workspace.files.config },
		board: createFindingBoard(),
	});
	const grammars = openGrammars(fs, [grammarFolder]);
	const deps = { disk: fs, now: () => new Date(), workspace, settings, grammars };
	const packer = createPacker({ ...deps, folderOf: () => folder });
	await packer.ready();
	const step = stepOf(kind, name);
	if (step?.kind !== 'work') throw new Error('That is no work step.');
	return packer.packOf(openSession(kind, SESSION), step);
}

test('[CP9] the frozen words of what was approved are read back, with the ids of their criteria', async () => {
	const { parts, budget } = await packOf('component-tests', 'tests');
	const story = parts.find(({ input }) => input === 'stories');
	expect(story?.text).toContain('my shelf follows me');
	expect(story?.text).not.toContain('ads follow me');
	expect(story?.text).toContain(`[${SHELF}] A reader with a valid password`);
	expect(story).toMatchObject({ standing: 'instruction', artefact: STORY });
	expect(story?.note).toContain('The text in hand reads otherwise');
	expect(budget).toBe(9000);
});

test('[CP9] code is read where the session works, its declarations by its language', async () => {
	const pack = await packOf('component-code', 'code');
	const neighbour = pack.parts.find(({ artefact }) => artefact === LOCKOUT);
	expect(neighbour?.text).toContain('lock(email: string): void');
	expect(pack.parts.filter(({ input }) => input === 'rules')).toMatchObject([
		{ text: 'No clocks.' },
	]);
	expect(pack.parts.flatMap(({ path }) => path ?? [])).toEqual([
		'.lintel/rules/code.md',
		TEST,
		CODE,
	]);
	expect((await packOf('component-code', 'code')).parts).toEqual(pack.parts);

	mkdirSync(join(elsewhere, 'tree/src/accounts'), { recursive: true });
	writeFileSync(join(elsewhere, 'tree', CODE), 'export const ELSEWHERE = 1;\n');
	const inTree = packText(await packOf('component-code', 'code', join(elsewhere, 'tree')));
	expect(inTree).toContain('ELSEWHERE');
	expect(inTree).not.toContain('MOST_TRIES = 5');
	expect(inTree).toContain(`${TEST} (not there yet)`);
});

test('[CP9] nothing outside of where the session works is read', async () => {
	const tree = join(elsewhere, 'linked');
	mkdirSync(join(tree, 'src/accounts'), { recursive: true });
	symlinkSync(join(elsewhere, 'secret.ts'), join(tree, CODE));
	expect(packText(await packOf('component-code', 'code', tree))).not.toContain('SECRET');
});

test('[CP6] a rule that is wrong is a Finding while the relay runs, and gone once it is right', async () => {
	const { workspace } = shop.served;
	const found = () => workspace.findings().find(({ rule }) => rule === 'team-rule-malformed');
	expect(found()).toBeUndefined();
	shop.write('.lintel/rules/new.md', '---\ncomponent_type: modul\n---\nBe kind.\n');
	expect(await until(found)).toMatchObject({ file: '.lintel/rules/new.md', line: 2 });
	shop.write('.lintel/rules/new.md', '---\ncomponent_type: module\n---\nBe kind.\n');
	await until(() => found() === undefined);
});

test('[NW4] what is next follows a session that is begun, taken and given back', async () => {
	await using own = await openShop();
	const { workspace } = own.served;
	const [owner] = workspace.journal.ledger.state().membership.members.keys();
	if (owner === undefined) throw new Error('Nobody founded it.');
	const robin = tokenFor(own.served, 'robin');
	const name = blobRefOf(blobOf('robin'));
	await own.say({ type: 'agentAdded', agent: robin.id, name, responsible: owner });
	const worker = { id: robin.id, name: 'robin' };
	const next = () =>
		workspace
			.work()
			.of(SESSION)
			.map(({ who, step }) => `${who} ${step}`);
	const started = await workspace.sessions.start(worker, {
		...{ kind: 'component-tests', artefact: SESSION, goal: 'Be quick.' },
	});
	if (!started.ok) throw new Error(started.error.reason);
	expect(next()).toEqual(['agent get_step']);
	const taken = await workspace.sessions.take(worker, started.value.id);
	if (!taken.ok) throw new Error(taken.error.reason);
	expect(next()).toEqual(['nobody wait']);
	expect(taken.value.pack.parts.find(({ input }) => input === 'goal')?.text).toBe('Be quick.');
	await workspace.sessions.release(worker, started.value.id);
	expect(next()).toEqual(['agent get_step']);
});
