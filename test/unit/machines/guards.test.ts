/** What no arrow of the artefact machine takes, for each kind of decision by itself. */
import { describe, expect, test } from 'vitest';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { blob, revision, STORY, signedBy } from '#test/fixtures/events.ts';
import { createTeam } from '#test/fixtures/lifecycle-team.ts';

/** Every decision that answers a submission, by ben, who may take each of his own text. */
function answersTo({ id, event }: VerifiedEvent): EventPayload[] {
	if (event.type !== 'submitted') return [];
	return [
		{ type: 'approved', answers: id, revision: event.revision },
		{ type: 'changesRequested', answers: id, reason: blob('why') },
		{ type: 'withdrawn', answers: id },
		{ type: 'reaffirmed', answers: id, basis: [] },
	];
}

const ARCHIVED = { type: 'archived', artefact: STORY } as const;
const RESTORED = { type: 'restored', artefact: STORY } as const;
/** What each answer meets where the artefact is archived. */
const CLOSED = ['archived', 'archived', 'archived', 'nothing-approved'];

describe('whatever answers a submission', () => {
	test('[LC4] answers none that does not count', () => {
		const world = createTeam();
		world.add('eve', 'viewer');
		const uncounted = world.submit('eve', 'one');
		const said = answersTo(uncounted).map((payload) => world.say('ben', payload));
		expect(said.map((one) => world.refusal(one)?.guard)).toEqual(Array(4).fill('answers-unseen'));
	});

	test('[LC7] comes too late once its author knows of the next submission', () => {
		const world = createTeam();
		const first = world.submit('ben', 'one');
		world.submit('dan', 'two');
		const said = answersTo(first).map((payload) => world.say('ben', payload));
		expect(said.map((one) => world.refusal(one)?.guard)).toEqual([
			...['superseded', 'superseded', 'superseded'],
			'nothing-approved',
		]);
		expect(world.view('two').phase).toBe('review');
	});

	test('[LC13] is refused while its artefact is archived', () => {
		const world = createTeam();
		const first = world.submit('ben', 'one');
		world.approve('cleo', first);
		world.say('dan', ARCHIVED);
		const said = answersTo(first).map((payload) => world.say('ben', payload));
		expect(said.map((one) => world.refusal(one)?.guard)).toEqual(CLOSED);
	});

	test('[LC13] is refused on what was submitted before a restoration, also where the text is approved anew', () => {
		const world = createTeam();
		const first = world.submit('ben', 'one');
		world.approve('cleo', first);
		world.say('dan', ARCHIVED);
		world.say('dan', RESTORED);
		const early = answersTo(first).map((payload) => world.say('ben', payload));
		world.approve('cleo', world.submit('dan', 'one'));
		const late = answersTo(first).map((payload) => world.say('ben', payload));
		for (const said of [early, late]) {
			expect(said.map((one) => world.refusal(one)?.guard)).toEqual(CLOSED);
		}
	});
});

describe('a withdrawal', () => {
	test('[LC17] by an Agent is of its own submission, not of another Agent’s or a person’s', () => {
		const world = createTeam();
		world.addAgent('wren');
		const people = world.submit('ada', 'one');
		const ofPeople = world.withdraw('relay', people, { agent: 'robin' });
		const others = world.submit('relay', 'two', { agent: 'wren' });
		const ofOthers = world.withdraw('relay', others, { agent: 'robin' });
		for (const one of [ofPeople, ofOthers]) {
			expect(world.refusal(one)?.guard).toBe('others-submission');
		}
		expect(world.view('two').phase).toBe('review');
	});
});

describe('archiving', () => {
	test('[LC13] is for authors, and restoring too', () => {
		const world = createTeam();
		world.add('eve', 'viewer');
		world.submit('dan', 'one');
		expect(world.refusal(world.say('eve', ARCHIVED))?.guard).toBe('authors-only');
		expect(world.view('one').phase).toBe('review');
		expect(world.refusal(world.say('dan', ARCHIVED))).toBeNull();
		expect(world.refusal(world.say('eve', RESTORED))?.guard).toBe('authors-only');
		expect(world.view('one').phase).toBe('archived');
	});

	test('[LC13] happens once until it is restored, and what is not archived is not restored', () => {
		const world = createTeam();
		world.submit('dan', 'one');
		expect(world.refusal(world.say('ben', RESTORED))?.guard).toBe('not-archived');
		world.say('dan', ARCHIVED);
		expect(world.refusal(world.say('ben', ARCHIVED))?.guard).toBe('archived');
		world.say('dan', RESTORED);
		expect(world.refusal(world.say('ben', RESTORED))?.guard).toBe('not-archived');
		expect(world.refusal(world.say('ben', ARCHIVED))).toBeNull();
	});
});

test('[OR5] no decision of another workspace counts, though a key of this one signed it', () => {
	const world = createTeam();
	const submitted = world.submit('dan', 'one');
	const decisions: EventPayload[] = [
		...answersTo(submitted),
		{ type: 'submitted', artefact: STORY, revision: revision('two'), criteria: {}, basis: [] },
	];
	for (const payload of decisions) {
		const heads = world.ledger.heads();
		const foreign = signedBy('ada', payload, 'f'.repeat(64), heads);
		world.ledger.add([foreign]);
		expect(world.refusal(foreign)?.guard).toBe('other-workspace');
	}
	expect(world.view('one').phase).toBe('review');
});
