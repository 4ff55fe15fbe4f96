import { z } from 'zod';
import type { SessionState } from '#machines/session/session-state.ts';
import { fittingItems } from '#server/json-bytes.ts';
import { findSession, standingOf } from '#server/mcp/session-answer.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

export const submitStep = defineTool({
	name: 'submit_step',
	description:
		'Hands in a step you hold: output as its schema says, checked at once; or a question that a person answers later. Says what to do next.',
	effect: 'submit',
	input: z.object({
		session: z.string().max(40),
		step: z.string().max(60),
		output: z.unknown().optional(),
		question: z.string().max(4000).optional(),
	}),
	async run(caller, { session, step, output, question }) {
		const no = whyNotAdmitted(caller);
		if (no) return err(no);
		const found = findSession(caller, session);
		if (!found.ok) return found;
		const { id } = found.value;
		const { sessions } = caller.workspace;
		if (question !== undefined) {
			if (output !== undefined) return err(bothGiven);
			if (question.trim() === '') return err(neitherGiven);
			const asked = await sessions.ask(caller.agent, id, step, question);
			return asked.ok ? ok(standingOf(caller, asked.value)) : asked;
		}
		if (output === undefined) return err(neitherGiven);
		const verdict = await sessions.submit(caller.agent, id, step, parsed(output));
		if (!verdict.ok) return verdict;
		const { accepted, checks, session: now } = verdict.value;
		return ok({
			accepted,
			checks: fittingItems(checks.toReversed(), 4000).toReversed(),
			...standingOf(caller, now),
			...(accepted || now.waiting !== null ? {} : { next: againWords(now, step) }),
		});
	},
});

function againWords({ steps }: SessionState, step: string): string {
	const left = steps.find(({ name }) => name === step)?.attemptsLeft ?? 0;
	return `It was rejected. checks says why: put that right, and call submit_step again. ${left === 1 ? 'One more rejection' : `${left} more rejections`}, and it waits for a person.`;
}

/** Some clients pass structured arguments as text. */
function parsed(output: unknown): unknown {
	if (typeof output !== 'string') return output;
	try {
		return JSON.parse(output);
	} catch {
		return output;
	}
}

const bothGiven = refusal(
	'both-given',
	'A step takes either output or question, and both were given. Nothing was handed in.',
	'Ask the question first; hand in the output once it is answered.',
);

const neitherGiven = refusal(
	'nothing-given',
	'There is neither an output nor a question. Nothing was handed in.',
	'Call get_step for the JSON Schema of the output.',
);
