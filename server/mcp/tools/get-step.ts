import { z } from 'zod';
import { fittingItems } from '#server/json-bytes.ts';
import { cutText, pageOfText } from '#server/mcp/page.ts';
import { describeSession, findSession } from '#server/mcp/session-answer.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import type { StepInHand } from '#server/session/sessions.ts';
import { err, ok } from '#shared/result.ts';
import { packText } from '#shared/session/pack/pack-text.ts';
import { stepOf } from '#shared/session/session-types.ts';

export const getStep = defineTool({
	name: 'get_step',
	description:
		'Takes a session’s open step, or renews your hold: instruction, JSON Schema of what to hand in, why it came back, and in text all there is to read (more with cursor). Says so where a person is waited for.',
	effect: 'submit',
	input: z.object({ session: z.string().max(40), cursor: z.string().optional() }),
	async run(caller, { session, cursor }) {
		const found = findSession(caller, session);
		if (!found.ok) return found;
		const state = found.value;
		const isWork = state.step !== null && stepOf(state.kind, state.step)?.kind === 'work';
		if (state.ended !== null || state.waiting !== null || !isWork) {
			return ok(describeSession(caller, state));
		}
		const no = whyNotAdmitted(caller);
		if (no) return err(no);
		const taken = await caller.workspace.sessions.take(caller.agent, state.id);
		if (!taken.ok) return taken;
		caller.presence.show(caller.agent, state.artefact, `working: ${taken.value.step.title}`);
		return pageOfStep(taken.value, cursor);
	},
});

function pageOfStep(inHand: StepInHand, cursor: string | undefined): ToolAnswer {
	const { session, step, until, pack } = inHand;
	const frame = {
		session: session.id,
		step: step.name,
		until,
		...(cursor === undefined ? firstOf(inHand) : {}),
		next: `Do what instruction says, then call submit_step with session, step ${JSON.stringify(step.name)} and output. If only a person can tell you something, hand in question instead. You can't approve anything.`,
	};
	const page = pageOfText(packText(pack), cursor, frame);
	if (!page.ok) return err(page.error);
	return ok({ ...frame, ...page.value });
}

/** What stands before the text, on its first page. */
function firstOf({ session, step, schema, feedback, pack }: StepInHand) {
	return {
		kind: session.kind,
		...(session.artefact === null ? {} : { artefact: session.artefact }),
		instruction: step.instruction,
		mayWrite: step.writes,
		outputSchema: schema,
		// The newest matters most where not all of it fits.
		feedback: fittingItems(
			feedback.toReversed().map((words) => cutText(words, 1500)),
			2500,
		).toReversed(),
		tokens: pack.tokens,
	};
}
