import { expect, test } from 'vitest';
import { lookAtEvidence, standingOf } from '#machines/evidence/look-at.ts';
import { componentWith, contextWith } from '#test/fixtures/artefacts.ts';
import { createRuns, DESIGN, handOf } from '#test/fixtures/attested.ts';
import { createWorld, revision } from '#test/fixtures/events.ts';

const design = componentWith({ id: DESIGN, name: 'Session' });
const untested = componentWith({ name: 'Lock' });
const context = contextWith({ components: [design] });
const another = contextWith({ components: [untested] });
const designs = [context, another].flatMap(({ id: owner, components }) =>
	components.map(({ id, name }) => ({
		...{ id, component: name, type: 'module', context: owner, criteria: [], body: '' },
	})),
);

test('[EV1] files are read of Designs with runs alone, and each is held against its own revision', () => {
	const { run, world } = createRuns();
	run('green');
	const asked: string[] = [];
	const look = (word: string) => {
		const { code, test: tests } = handOf({});
		return lookAtEvidence(world.ledger.state(), {
			artefacts: { stories: [], contexts: [context, another], designs },
			implemented: new Set([design.id]),
			revisionOf: () => revision(word),
			filesOf(id) {
				asked.push(id);
				return { code, test: tests };
			},
		});
	};
	expect(look('one').verified).toEqual(new Set([DESIGN]));
	expect(asked).toEqual([DESIGN]);
	world.approve('ada', world.submit('ada', 'one', { artefact: DESIGN }));
	const seen = look('one');
	expect([...seen.evidence.keys()]).toEqual([DESIGN]);
	expect(seen.evidence.get(DESIGN)).toMatchObject({
		result: 'verified',
		revision: revision('one'),
	});
	expect(seen.verified).toEqual(new Set([DESIGN, context.id]));
	expect(look('two').verified).toEqual(new Set());
	expect(look('two').evidence.get(DESIGN)).toMatchObject({
		result: 'outdated',
		changed: ['design'],
	});
});

test('[EV20] a design has passed its gate while it reads as approved; an advisory gate keeps nothing back', () => {
	const world = createWorld();
	const at = (word: string | null) =>
		standingOf(world.ledger.state(), DESIGN, () => (word === null ? null : revision(word)));
	expect([at('one'), at(null)]).toEqual(['not', 'not']);
	const submitted = world.submit('ada', 'one', { artefact: DESIGN });
	expect(at('one')).toBe('not');
	world.approve('ada', submitted);
	expect([at('one'), at('two'), at(null)]).toEqual(['passed', 'not', 'not']);

	const gates = { story: 'required', context: 'required', design: 'advisory' } as const;
	world.setPolicy('ada', { gates });
	expect([at('two'), at(null)]).toEqual(['passed', 'passed']);
	world.say('ada', { type: 'archived', artefact: DESIGN });
	expect(at('one')).toBe('archived');
});
