import { describe, expect, test } from 'vitest';
import { rollUp, type SeenFiles } from '#shared/evidence/roll-up.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import { criterionHashes, criterionHashOf } from '#shared/lifecycle/revision.ts';
import { componentWith, contextWith, storyWith } from '#test/fixtures/artefacts.ts';

const story = storyWith({ says: ['It opens the shelf', 'It locks'] });
const [opens, locks] = story.criteria.map(({ id }) => id);
const session = componentWith({ name: 'Session' });
const lock = componentWith({ name: 'Lock' });
const context = contextWith({ components: [session, lock] });

const designOf = ({ id, name }: typeof session, criteria: readonly (typeof opens)[]) => ({
	...{ id, component: name, type: 'module', context: context.id, body: '' },
	criteria: criteria.flatMap((one) => one ?? []),
});
const designs = [designOf(session, [opens]), designOf(lock, [locks])];

const texts = criterionHashes(story);
const runOf = (of: typeof session, id: typeof opens, change: Partial<SeenEvidence> = {}) => ({
	...{ design: of.id, revision: null, result: 'verified' as const, because: 'It passed.' },
	...{ changed: [], run: null },
	criteria: id === undefined ? [] : [{ id, text: texts[id] ?? '', result: 'green' as const }],
	...change,
});

function look(change: Partial<SeenFiles> = {}, runs = [runOf(session, opens), runOf(lock, locks)]) {
	return rollUp({
		artefacts: { stories: [story], contexts: [context], designs },
		implemented: new Set([session.id, lock.id]),
		evidence: new Map(runs.map((one) => [one.design, one])),
		standing: () => 'passed',
		...change,
	});
}

describe('what Contexts and Stories follow from', () => {
	test('[EV20] [EV21] is all that they contain', () => {
		const whole = look();
		expect(whole.verified).toEqual(new Set([session.id, lock.id, context.id, story.id]));
		expect(whole.because(story.id)).toBeNull();
		const changed = runOf(lock, locks, {
			...{ result: 'outdated', because: 'The code changed since the run of today.', criteria: [] },
		});
		const part = look({}, [runOf(session, opens), changed]);
		expect(part.verified).toEqual(new Set([session.id]));
		expect(part.implemented).toEqual(new Set([session.id, lock.id, context.id, story.id]));
		expect(part.because(context.id)).toBe('Lock: The code changed since the run of today.');
		expect(part.because(story.id)).toBe(
			'“It locks” has no test run that fits what is here. Lock: The code changed since the run of today.',
		);
	});

	test('[EV20] lacks what has no Design, no files or no approval, and leaves out what is archived', () => {
		const empty = contextWith();
		const one = look({ artefacts: { stories: [], contexts: [context, empty], designs } });
		expect(one.because(empty.id)).toBe('It contains no Design.');
		const without = designs.slice(0, 1);
		const lacking = look({ artefacts: { stories: [], contexts: [context], designs: without } });
		expect([lacking.implemented.has(context.id), lacking.because(context.id)]).toEqual([
			false,
			'A Component of it has no Design.',
		]);
		const draft = look({ standing: (id) => (id === lock.id ? 'not' : 'passed') });
		expect(draft.implemented.has(context.id)).toBe(false);
		expect(draft.because(context.id)).toBe('Lock: The Design is not approved as it reads here.');
		expect(draft.verified.has(story.id)).toBe(false);
		const gone = look({ implemented: new Set([session.id]) });
		expect(gone.because(context.id)).toBe('Lock: Its code or its test is not there.');
		const archived = look({ standing: (id) => (id === lock.id ? 'archived' : 'passed') });
		expect(archived.verified.has(lock.id)).toBe(false);
	});

	test('[EV20] a Story with a criterion that no Design serves is not implemented', () => {
		const without = designs.slice(0, 1);
		const contexts = [contextWith({ components: [session] })];
		const part = look({ artefacts: { stories: [story], contexts, designs: without } });
		expect(part.implemented.has(story.id)).toBe(false);
		expect(look().implemented.has(story.id)).toBe(true);
	});

	test('[EV21] asks of each criterion for a test that passed, of its text as it reads', () => {
		const uncovered = look({}, [runOf(session, opens), runOf(lock, undefined)]);
		expect(uncovered.verified).toEqual(new Set([session.id, lock.id, context.id]));
		expect(uncovered.because(story.id)).toBe('“It locks” is covered by no test.');
		const text = criterionHashOf('It locked once');
		const id = locks ?? 'ac_0000000000';
		const stale = runOf(lock, locks, { criteria: [{ id, text, result: 'green' }] });
		expect(look({}, [runOf(session, opens), stale]).verified.has(story.id)).toBe(false);
		const told = { id, text: texts[id] ?? '' };
		const skipped = runOf(lock, locks, { criteria: [{ ...told, result: 'skipped' }] });
		const without = look({}, [runOf(session, opens), skipped]);
		expect(without.criteria.get(id)?.state).toBe('skipped');
		const both = runOf(session, opens, { criteria: [{ ...told, result: 'red' }] });
		expect(look({}, [both, runOf(lock, locks)]).criteria.get(id)?.state).toBe('red');
	});

	test('[EV21] [EV22] a test that passed beside one that failed backs nothing', () => {
		const red = runOf(lock, locks, { result: 'red', because: 'Its tests failed.' });
		const seen = look({}, [runOf(session, opens), red]);
		expect(seen.verified.has(story.id)).toBe(false);
		expect(seen.because(story.id)).toBe(
			'“It locks” rests on a run that failed. Lock: Its tests failed.',
		);
	});

	test('[EV21] a Design whose tests cover a criterion serves it, named or not', () => {
		const unnamed = [designOf(session, [opens]), designOf(lock, [])];
		const seen = look({ artefacts: { stories: [story], contexts: [context], designs: unnamed } });
		expect(seen.verified.has(story.id)).toBe(true);
		expect(
			look({ artefacts: { stories: [story], contexts: [], designs: [] } }).implemented,
		).toEqual(new Set());
	});
});
