import { z } from 'zod';
import { allArtefacts, findArtefact, idOf, titleOf } from '#server/mcp/artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { type NextStep, nextStepsOf } from '#server/mcp/next-step.ts';
import { cutText, fittingItems, pageOfItems } from '#server/mcp/page.ts';
import { readForAgent } from '#server/mcp/read-for-agent.ts';
import { shortFindings } from '#server/mcp/short-findings.ts';
import { findingsOf } from '#server/mcp/standing.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import type { ArtefactId } from '#shared/id.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import { downstreamOf, upstreamOf } from '#shared/lifecycle/upstream.ts';
import { err, ok } from '#shared/result.ts';
import { practicesOf } from '#shared/trace/practices.ts';

export const getWorkContext = defineTool({
	name: 'get_work_context',
	description:
		'Start here. Without id: what to do next, why, and which session to start. With id: all about that artefact: its text, what it rests on, findings, next step.',
	effect: 'read',
	input: z.object({ id: z.string().optional(), cursor: z.string().optional() }),
	run: (caller, { id, cursor }) =>
		id === undefined ? overall(caller, cursor) : around(caller, id, cursor),
});

function overall(caller: Caller, cursor: string | undefined): ToolAnswer {
	const { workspace, url } = caller;
	const artefacts = workspace.artefacts();
	const steps = allArtefacts(artefacts)
		.flatMap((artefact) => nextStepsOf(caller, artefact))
		.sort((a, b) => a.rank - b.rank);
	const todo = steps.filter(({ step }) => step !== 'wait');
	const frame = {
		workspace: workspace.name,
		app: url,
		stories: artefacts.stories.length,
		contexts: artefacts.contexts.length,
		designs: artefacts.designs.length,
		waitingForPeople: steps.length - todo.length,
		...mustKnow(caller),
	};
	const page = pageOfItems([...firstStory(caller), ...todo.map(shown)], cursor, frame);
	if (!page.ok) return err(page.error);
	return ok({ ...frame, next: page.value.items, cursor: page.value.cursor });
}

function around(caller: Caller, wanted: string, cursor: string | undefined): ToolAnswer {
	const artefacts = caller.workspace.artefacts();
	const found = findArtefact(artefacts, wanted);
	if (!found.ok) return err(found.error);
	const id = idOf(found.value);
	const { text, revision } = readForAgent(caller, found.value);
	caller.presence.show(caller.agent, id, 'reading');
	const frame = {
		...summary(caller, id),
		revision,
		text: cutText(text, 2000),
		next: nextStepsOf(caller, found.value).map(shown),
		findings: fittingItems(shortFindings(findingsOf(caller, id)), 1500),
		downstream: fittingItems(downstreamOf(artefacts, id), 600),
		...mustKnow(caller),
	};
	const upstream = upstreamOf(artefacts, id).map((up) => ({
		...summary(caller, up),
		text: cutText(textOf(caller, up), 2000),
	}));
	const page = pageOfItems(upstream, cursor, frame);
	if (!page.ok) return err(page.error);
	return ok({ ...frame, restsOn: page.value.items, cursor: page.value.cursor });
}

function summary(caller: Caller, id: ArtefactId) {
	const found = findArtefact(caller.workspace.artefacts(), id);
	const { phase, standing, kind } = caller.workspace.viewOf(id);
	return { id, kind, title: found.ok ? titleOf(found.value) : '', state: phase, standing };
}

function textOf({ workspace }: Caller, id: ArtefactId): string {
	const found = findArtefact(workspace.artefacts(), id);
	return found.ok ? canonicalTextOf(found.value) : '';
}

/** Where nothing has been written yet, that is what comes first. */
function firstStory({ workspace }: Caller) {
	const practices = practicesOf(workspace.journal.ledger.state().policy);
	if (!practices.has('story') || workspace.artefacts().stories.length > 0) return [];
	return [
		{
			step: 'write_story',
			why: 'There is no user story yet. Ask the person what should be built and for whom, and write it down.',
		},
	];
}

function mustKnow(caller: Caller) {
	const no = whyNotAdmitted(caller);
	return no ? { note: `${no.reason} ${no.fix}` } : {};
}

function shown({ step, id, title, why }: NextStep) {
	return { step, id, title, why };
}
