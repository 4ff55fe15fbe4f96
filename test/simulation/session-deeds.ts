/** What Agents of all sorts, and people, do with a Session that they come upon. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { blob } from '#test/fixtures/events.ts';
import type { SeededRandom } from '#test/fixtures/random.ts';
import { contentOf } from '#test/fixtures/session-world.ts';

export const GOOD = contentOf('good');

interface AgentDeed {
	readonly as: 'good' | 'garbage' | 'fights' | 'idle';
	readonly payload: EventPayload | null;
	/** Written whatever its relay says. */
	readonly forced?: EventPayload;
}

export function agentDeed(random: SeededRandom, { id, step, lease }: SessionState): AgentDeed {
	if (step === null) return { as: 'idle', payload: null };
	const on = { session: id, step };
	const submit = (content: string): EventPayload => ({ type: 'stepSubmitted', ...on, content });
	if (lease === null) return { as: 'good', payload: { type: 'stepLeased', ...on } };
	switch (random.below(8)) {
		case 0:
			// It crashed, or stands still.
			return { as: 'idle', payload: null };
		case 1:
		case 2:
			return { as: 'garbage', payload: submit(contentOf(`garbage ${random.below(3)}`)) };
		case 3:
			// Twice, without waiting for what came of the first.
			return { as: 'good', payload: submit(GOOD), forced: submit(contentOf('again')) };
		case 4:
			// Takes what another holds.
			return { as: 'fights', payload: null, forced: { type: 'stepLeased', ...on } };
		case 5:
			return { as: 'good', payload: { type: 'stepAsked', ...on, question: blob('who?') } };
		case 6:
			return { as: 'good', payload: { type: 'leaseLapsed', ...on, why: 'released' } };
		default:
			return { as: 'good', payload: submit(GOOD) };
	}
}

/** Null where nothing is asked of them, or only their approval. */
export function personDeed(random: SeededRandom, state: SessionState): EventPayload | null {
	const { id: session, step, waiting, lease } = state;
	if (step === null) return null;
	const on = { session, step };
	if (random.chance(0.05)) return { type: 'sessionEnded', session, outcome: 'cancelled' };
	if (lease !== null && random.chance(0.1)) return { type: 'leaseLapsed', ...on, why: 'taken' };
	switch (waiting?.for) {
		case 'answer':
			return { type: 'stepAnswered', ...on, asked: waiting.question, answer: blob('ada') };
		case 'retry':
		case 'children':
			return { type: 'stepReopened', ...on, note: blob('again') };
		default:
			return null;
	}
}
