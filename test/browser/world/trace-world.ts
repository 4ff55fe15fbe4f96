/** A bookshop whose designs have files and test runs, of any size, as the trace view shows it. */
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import { hashOf } from '#shared/hash.ts';
import { type ArtefactId, type ComponentId, RelayId, type StoryId } from '#shared/id.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import type { FileState, LooseFile, Trace } from '#shared/trace/tracing/trace.ts';
import { HASH } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const AREAS = ['Accounts', 'Shelves', 'Lending', 'Catalogue', 'Payments', 'Search', 'Reviews'];
const PARTS = ['Session', 'Lockout', 'Reset', 'Store', 'Queue', 'Mail', 'Index', 'Reader'];
const DEEDS = ['Sign in with email', 'Reset a forgotten password', 'Put a book on my shelf'];
const WORDS = [
	'A reader with a valid password reaches their shelf',
	'Five wrong passwords in ten minutes lock sign-in for fifteen minutes',
	'A used or expired link says so and offers another',
];

export interface TraceDesign {
	readonly id: ComponentId;
	readonly story: StoryId | null;
	readonly code: string;
	readonly test: string;
}

/** What a test changes of a Design's files or runs. */
interface Turn {
	readonly code?: FileState;
	readonly test?: FileState;
	readonly moved?: string;
	readonly run?: SeenEvidence['result'];
	readonly because?: string;
}

/** So many designs, two a story, of which each serves one criterion; a third criterion is served by none. */
export function traceShop(count: number) {
	const world = new World();
	const { edit } = world.workspace;
	world.policy = { ...world.policy, evidence: { on: true } };
	const areas = AREAS.slice(0, Math.max(2, Math.min(AREAS.length, count / 4)));
	const contexts = areas.map((name) => edit.addContext({ name, entity: name.replace(/s$/, '') }));
	const turns = new Map<ComponentId, Turn>();
	const designs: TraceDesign[] = [];
	let story: StoryId | null = null;
	for (let n = 0; n < count; n++) {
		const area = areas[(n >> 1) % areas.length] ?? 'Accounts';
		const context = contexts[(n >> 1) % areas.length];
		if (context === undefined) throw new Error('There is a context.');
		if (n % 2 === 0) {
			const title = DEEDS[n >> 1] ?? `Find book ${n} of the ${area.toLowerCase()}`;
			const criteria = WORDS.slice(0, n % 4 === 0 ? 3 : 2);
			story = edit.addStory({ title, criteria });
			edit.linkStory(context, story);
		}
		const name = `${PARTS[n % PARTS.length]}${n < PARTS.length ? '' : n}`;
		const base = `${area.toLowerCase()}/${name.toLowerCase()}`;
		const code = `src/${base}.ts`;
		const id = edit.addComponent(context, { name, type: 'module', code });
		const served = world.workspace.story(story ?? 'st_0000000000')?.criteria[n % 2]?.id;
		edit.setDesign(id, `---\ncriteria: [${served}]\n---\n# ${name}\n\nWhat it is for.\n`);
		designs.push({ id, story, code, test: `test/${base}.test.ts` });
	}
	/** Files and runs as the relay would tell them; every test of a verified one passed. */
	function tell(
		changes: ReadonlyMap<ComponentId, Turn> = new Map(),
		loose: readonly LooseFile[] = [],
	) {
		const told = new Set(changes.keys());
		for (const [id, turn] of changes) turns.set(id, { ...turns.get(id), ...turn });
		const some = world.traces.known ? designs.filter(({ id }) => told.has(id)) : designs;
		world.traces.take({
			...{ type: 'traces', whole: !world.traces.known, gone: [], settled: [] },
			...{ traces: some.map((one) => traceOf(one, turns.get(one.id) ?? {})), loose: [...loose] },
		});
		const evidence = designs.flatMap((one) => evidenceFor(world, one, turns.get(one.id) ?? {}));
		const implemented: ArtefactId[] = designs.map(({ id }) => id);
		world.observed = {
			...{ type: 'observed', checkout: 'main 3fa2c1e', at: '2026-11-22T14:05:00.000Z' },
			...{ preset: 'typescript', findings: [], unsaved: 0, implemented, evidence },
		};
	}
	return { world, designs, contexts, tell, turns };
}

function traceOf({ id, code, test }: TraceDesign, turn: Turn): Trace {
	const file = (path: string, state: FileState) => ({
		...{ path, state, hash: state === 'missing' ? null : hashOf(path) },
	});
	return {
		...{ design: id, file: null, tests: [test], moved: turn.moved ?? null, findings: [] },
		code: file(code, turn.code ?? 'there'),
		test: file(test, turn.test ?? 'there'),
	};
}

function evidenceFor(
	world: World,
	{ id, story }: TraceDesign,
	turn: Turn,
): readonly SeenEvidence[] {
	const { workspace } = world;
	const result = turn.run ?? 'verified';
	if (result === 'none') return [];
	const design = workspace.artefacts.designs.find((one) => one.id === id);
	const read = story === null ? null : workspace.story(story);
	const texts = read === null ? {} : storyParts(read).criteria;
	const criteria = (design?.criteria ?? []).map((one) => ({
		...{ id: one, text: texts[one] ?? HASH },
		result: result === 'red' ? ('red' as const) : ('green' as const),
	}));
	const at = '2026-11-22T14:05:00.000Z';
	return [
		{
			...{ design: id, revision: workspace.canonical(id)?.revision ?? null, result, changed: [] },
			because: turn.because ?? 'Its tests passed on exactly this.',
			run: {
				event: HASH,
				relay: RelayId.parse('rl_0000000001'),
				at,
				tree: 'a',
				clean: true,
				as: 'runs',
			},
			criteria: result === 'outdated' ? [] : criteria,
		},
	];
}

/** What stands in a workspace that has not come to its end: one of each gap among the first. */
export function withGaps(shop: ReturnType<typeof traceShop>): void {
	const { world, designs } = shop;
	const at = (n: number) => designs[n]?.id ?? designs[0]?.id ?? 'cp_0000000000';
	for (const { id } of designs) world.stand(id, { phase: 'verified' });
	const changes = new Map<ComponentId, Turn>([
		[
			at(1),
			{
				run: 'red',
				because: 'Its tests failed on exactly this, in the run of 2026-11-22 14:05 UTC.',
			},
		],
		[
			at(3),
			{ run: 'outdated', because: 'The code changed since the run of 2026-11-22 14:05 UTC.' },
		],
		[at(4), { test: 'missing', run: 'none' }],
		[at(6), { code: 'missing', test: 'missing', run: 'none' }],
		[at(7), { run: 'none' }],
	]);
	world.stand(at(1), { phase: 'implemented' });
	world.stand(at(3), { phase: 'implemented' });
	world.stand(at(4), { phase: 'approved' });
	world.stand(at(6), { phase: 'review' });
	world.stand(at(7), { phase: 'implemented', standing: 'suspect' });
	for (const { id } of world.workspace.contexts) world.stand(id, { phase: 'approved' });
	world.workspace.stories.forEach(({ id }, n) => {
		world.stand(id, { phase: n === 0 ? 'implemented' : n === 3 ? 'draft' : 'approved' });
	});
	const path = 'src/accounts/legacy.ts';
	shop.tell(changes, [{ path, kind: 'code', design: null, findings: [] }]);
}
