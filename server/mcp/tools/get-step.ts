import { z } from 'zod';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { cutText, movedOn, pageOfText } from '#server/mcp/page.ts';
import { readForAgent } from '#server/mcp/read-for-agent.ts';
import { findSession, standingOf } from '#server/mcp/session-answer.ts';
import { isHeldBy } from '#server/mcp/session-next.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import type { StepInHand } from '#server/session/sessions.ts';
import { kindOf } from '#shared/id.ts';
import { err, ok } from '#shared/result.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import { saidAt } from '#shared/session/pack/earlier.ts';
import { packText } from '#shared/session/pack/pack-text.ts';
import { stepOf } from '#shared/session/session-types.ts';

export const getStep = defineTool({
	name: 'get_step',
	description:
		'Takes a session’s open step, or renews your hold: instruction, JSON Schema of what to hand in, why it came back, baseRevisions to write from, and in text all there is to read (more with cursor). Says so where a person is waited for.',
	effect: 'submit',
	input: z.object({ session: z.string().max(40), cursor: z.string().optional() }),
	async run(caller, { session, cursor }) {
		const found = findSession(caller, session);
		if (!found.ok) return found;
		const state = found.value;
		const isWork = state.step !== null && stepOf(state.kind, state.step)?.kind === 'work';
		if (state.ended !== null || state.waiting !== null || !isWork) {
			return ok(standingOf(caller, state));
		}
		const no = whyNotAdmitted(caller);
		if (no) return err(no);
		// Whoever reads on holds it: a call that is refused for its cursor takes nothing.
		if (cursor !== undefined && !isHeldBy(caller, state)) return err(movedOn);
		const taken = await caller.workspace.sessions.take(caller.agent, state.id);
		if (!taken.ok) return taken;
		caller.presence.show(caller.agent, state.artefact, `working: ${taken.value.step.title}`);
		return pageOfStep(caller, taken.value, cursor);
	},
});

function pageOfStep(caller: Caller, inHand: StepInHand, cursor: string | undefined): ToolAnswer {
	const { session, step, until } = inHand;
	const feedback = feedbackIn(inHand);
	const frame = {
		session: session.id,
		step: step.name,
		heldUntil: until,
		...(cursor === undefined ? firstOf(caller, inHand, feedback) : {}),
		next: `Do what instruction says, then call submit_step with session, step ${JSON.stringify(step.name)} and output. If only a person can tell you something, hand in question instead.`,
	};
	const page = pageOfText(packText(packBeside(inHand, feedback)), cursor, frame);
	if (!page.ok) return err(page.error);
	return ok({ ...frame, ...page.value });
}

/** What stands before the text, on its first page. */
function firstOf(caller: Caller, inHand: StepInHand, feedback: readonly string[]) {
	const { session, step, schema, pack } = inHand;
	const revisions = revisionsIn(caller, inHand);
	return {
		kind: session.kind,
		...(session.artefact === null ? {} : { artefact: session.artefact }),
		instruction: step.instruction,
		mayWrite: step.writes,
		outputSchema: schema,
		...(revisions.length === 0 ? {} : { baseRevisions: Object.fromEntries(revisions) }),
		...(feedback.length === 0 ? {} : { feedback }),
		tokens: pack.tokens,
	};
}

/** The newest matters most where not all of it fits. */
function feedbackIn({ feedback }: StepInHand): readonly string[] {
	const short = feedback.toReversed().map((words) => cutText(words, 1500));
	return fittingItems(short, 2500).toReversed();
}

/** What stands in a field of its own is not said again in the text. */
function packBeside({ step, pack, feedback }: StepInHand, shown: readonly string[]): ContextPack {
	const isTold = feedback.length > 0 && feedback.every((words, n) => words === shown[n]);
	const parts = pack.parts
		.filter(({ input, title }) => !(isTold && input === 'earlier' && title === saidAt(step)))
		.map((part) =>
			part.input === 'instruction'
				? { ...part, text: part.text.replace(`${step.instruction}\n\n`, () => '') }
				: part,
		);
	return { ...pack, parts };
}

/** What the step may write and the text shows whole, as a write has to start from: no read is needed. */
function revisionsIn(caller: Caller, { step, pack }: StepInHand) {
	const artefacts = caller.workspace.artefacts();
	const all = pack.parts.flatMap(({ artefact, input }) => {
		const isWhole = artefact !== null && WHOLE.has(input) && step.writes.includes(kindOf(artefact));
		const found = isWhole ? findArtefact(artefacts, artefact) : null;
		return found?.ok ? [[artefact, readForAgent(caller, found.value).revision] as const] : [];
	});
	return fittingItems(all, 1500);
}

const WHOLE = new Set(['artefact', 'designs', 'map', 'stories']);
