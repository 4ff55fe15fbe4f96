import { expect, test } from 'vitest';
import { recordOf } from '#machines/history/history-record.ts';
import { SessionId } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { blob, createWorld, STORY } from '#test/fixtures/events.ts';

const SESSION = SessionId.parse('se_0000000001');
const step = { session: SESSION, step: 'revise' } as const;

function toldOf(payloads: readonly EventPayload[], kind = 'story-review') {
	const world = createWorld();
	const start = { type: 'sessionStarted', session: SESSION, kind, artefact: STORY } as const;
	const events = [start, ...payloads].map((payload) => world.say('ada', payload));
	return events.map((event) =>
		recordOf(world.ledger, event, {
			nameOf: () => 'Ada',
			textOf: (ref) => `what ${ref.slice(0, 4)} says`,
			titleOf: () => 'Sign in',
			isProvisional: () => false,
			refusalOf: () => null,
		}),
	);
}

test('[SB1] what happens in a session is told by its type, its step and its artefact', () => {
	const told = toldOf([
		{ type: 'stepLeased', ...step },
		{ type: 'stepSubmitted', ...step, content: blob('out') },
		{ type: 'stepRejected', ...step, content: blob('out'), reason: blob('why') },
		{ type: 'leaseLapsed', ...step },
		{ type: 'leaseLapsed', ...step, why: 'taken' },
		{ type: 'sessionEnded', session: SESSION, outcome: 'cancelled' },
	]);
	expect(told.map(({ words }) => words)).toEqual([
		'started “Review a story” for “Sign in”',
		'took “Revise the story” for “Sign in”',
		'handed in “Revise the story” for “Sign in”',
		'sent back “Revise the story” for “Sign in”',
		'freed “Revise the story”, whose holder fell silent, for “Sign in”',
		'took over “Revise the story” for “Sign in”',
		'cancelled “Review a story” for “Sign in”',
	]);
	expect(told.every(({ artefact }) => artefact?.id === STORY)).toBe(true);
});

test('[SB1] what was said with it stands beside it, and what was handed in does not', () => {
	const said = (word: string) => `what ${blob(word).slice(0, 4)} says`;
	const told = toldOf([
		{ type: 'stepAsked', ...step, question: blob('question') },
		{ type: 'stepReopened', ...step, note: blob('note') },
		{ type: 'stepSubmitted', ...step, content: blob('out') },
	]);
	expect(told.map(({ reason }) => reason)).toEqual([null, said('question'), said('note'), null]);
});

test('[SB1] a session of a type that is not known is told without names', () => {
	const [start, leased] = toldOf([{ type: 'stepLeased', ...step }], 'of-tomorrow');
	expect(start?.words).toBe('started a session for “Sign in”');
	expect(leased?.words).toBe('took a step for “Sign in”');
});
