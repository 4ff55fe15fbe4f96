import { expect, test } from 'vitest';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { type StartGround, whyNotStart } from '#machines/session/why-not-start.ts';
import type { ArtefactId } from '#shared/id.ts';
import { DEFAULT_POLICY, type Policy } from '#shared/lifecycle/policy.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { componentWith, contextWith, storyWith } from '#test/fixtures/artefacts.ts';
import { ada, createSessionWorld } from '#test/fixtures/session-world.ts';

type View = ReturnType<StartGround['viewOf']>;

const APPROVED: View = { phase: 'approved', standing: 'current', approvedRevision: 'a'.repeat(64) };
const DRAFT: View = { phase: 'draft', standing: 'current', approvedRevision: null };

const story = storyWith({ title: 'Reserve a seat' });
const component = componentWith({ name: 'Seats' });
const context = contextWith({ stories: [story.id], components: [component] });
const artefacts = { stories: [story], contexts: [context], designs: [] };

/** Everything is approved but what `views` says otherwise. */
function no(
	kind: SessionKind,
	artefact: ArtefactId | null,
	{
		views = {},
		gates = {},
		sessions = [],
	}: {
		readonly views?: Readonly<Record<string, View>>;
		readonly gates?: Partial<Policy['gates']>;
		readonly sessions?: readonly SessionState[];
	} = {},
) {
	const policy = { gates: { ...DEFAULT_POLICY.gates, ...gates } };
	const viewOf = (id: ArtefactId): Pick<ArtefactView, keyof View> => views[id] ?? APPROVED;
	return whyNotStart({ artefacts, policy, viewOf, sessions }, { kind, artefact });
}

test('[SX21] what a session is about is there, of its kind, and not archived', () => {
	expect(no('story-review', story.id)).toBe(null);
	expect(no('story-review', null)?.reason).toBe('“Review a story” is about a story.');
	expect(no('story-review', context.id)?.guard).toBe('about-artefact');
	expect(no('story-interview', story.id)?.guard).toBe('about-nothing');
	expect(no('story-review', 'st_zzzzzzzzzz')?.guard).toBe('no-artefact');
	const views = { [story.id]: { ...DRAFT, phase: 'archived' as const } };
	expect(no('story-review', story.id, { views })?.reason).toBe(
		`“Reserve a seat” (${story.id}) is archived.`,
	);
	// A component is there as soon as the map has it.
	expect(no('component-design', component.id)).toBe(null);
});

test('[SX21] what it builds on is approved, where a gate asks for that', () => {
	const views = { [story.id]: DRAFT };
	expect(no('context-design', context.id, { views })?.guard).toBe('not-approved');
	expect(no('context-code', context.id, { views: { [context.id]: DRAFT } })).toMatchObject({
		guard: 'not-approved',
		reason: `“${context.name}” (${context.id}) is not approved as it reads now, and this builds on it.`,
	});
	const suspect = { [context.id]: { ...APPROVED, standing: 'suspect' as const } };
	expect(no('context-code', context.id, { views: suspect })?.guard).toBe('not-approved');
	expect(no('context-mapping', null, { views })?.guard).toBe('no-story');
	expect(no('context-mapping', null, { views, gates: { story: 'advisory' } })).toBe(null);
	// No design is written: it rests on its context all the same.
	const shut = { views: { [context.id]: DRAFT } };
	expect(no('component-design', component.id, shut)?.guard).toBe('not-approved');
	expect(no('component-design', component.id, { ...shut, gates: { context: 'advisory' } })).toBe(
		null,
	);
});

test('[SX21] a change starts on what people agreed on once, and on nothing else', () => {
	const shaken = { ...APPROVED, standing: 'suspect' as const };
	expect(no('change', context.id, { views: { [context.id]: shaken } })).toBe(null);
	const reopened = { ...APPROVED, phase: 'review' as const };
	expect(no('change', context.id, { views: { [context.id]: reopened } })).toBe(null);
	expect(no('change', context.id, { views: { [context.id]: DRAFT } })?.guard).toBe('not-approved');
});

test('[SX21] a practice that is off starts nothing, whatever else it lacks', () => {
	expect(no('story-review', story.id, { gates: { story: 'off' } })?.guard).toBe('practice-off');
	expect(no('context-mapping', null, { gates: { context: 'off' } })?.guard).toBe('practice-off');
	expect(no('context-code', context.id, { gates: { design: 'off' } })?.guard).toBe('practice-off');
	expect(no('change', context.id, { gates: { story: 'off' } })).toBe(null);
});

test('[SX21] one goes on at a time, except interviews', () => {
	const world = createSessionWorld();
	world.start(ada, 'context-mapping', null);
	const mapping = world.state();
	expect(no('context-mapping', null, { sessions: [mapping] })).toMatchObject({
		guard: 'goes-on',
		reason: `There is such a session already: ${mapping.id}.`,
	});
	const review = { ...mapping, kind: 'story-review' as const, artefact: story.id };
	expect(no('story-review', story.id, { sessions: [review] })?.guard).toBe('goes-on');
	expect(no('story-review', story.id, { sessions: [{ ...review, artefact: context.id }] })).toBe(
		null,
	);
	const interview = { ...mapping, kind: 'story-interview' as const };
	expect(no('story-interview', null, { sessions: [interview] })).toBe(null);
	world.end(ada, 'cancelled');
	expect(no('context-mapping', null, { sessions: [world.state()] })).toBe(null);
});
