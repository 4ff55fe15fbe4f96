import { z } from 'zod';
import { whyOf } from '#machines/work/why-of.ts';
import type { WorkItem } from '#machines/work/work-item.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { cutText, pageOfItems } from '#server/mcp/page.ts';
import { readForAgent } from '#server/mcp/read-for-agent.ts';
import { shortFindings } from '#server/mcp/short-findings.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import { personName } from '#server/person-name.ts';
import { idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import type { ArtefactId } from '#shared/id.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import { downstreamOf, upstreamOf } from '#shared/lifecycle/upstream.ts';
import { err, ok } from '#shared/result.ts';

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
	const { items } = workspace.work();
	const todo = items.filter(({ who }) => who === 'agent');
	const frame = {
		workspace: workspace.name,
		app: url,
		stories: artefacts.stories.length,
		contexts: artefacts.contexts.length,
		designs: artefacts.designs.length,
		waitingForPeople: items.length - todo.length,
		forAgents: todo.length,
		...mustKnow(caller),
	};
	const next = together(todo).map(({ item, more }) => shown(caller, item, more));
	const page = pageOfItems(next, cursor, frame, MOST_AT_ONCE);
	if (!page.ok) return err(page.error);
	return ok({ ...frame, next: page.value.items, cursor: page.value.cursor });
}

/** What is next is among the first: more of it would be read for nothing. */
const MOST_AT_ONCE = 10;

interface Together {
	readonly item: WorkItem;
	/** How many others the same Session takes up. */
	more: number;
}

/** A Session about the whole workspace takes up all that is alike: it is said once. */
function together(items: readonly WorkItem[]): readonly Together[] {
	const kept: Together[] = [];
	const whole = new Map<string, Together>();
	for (const item of items) {
		const key = item.start?.artefact === null ? `${item.step} ${item.start.kind}` : null;
		const before = key === null ? undefined : whole.get(key);
		if (before !== undefined) {
			before.more++;
			continue;
		}
		const one = { item, more: 0 };
		kept.push(one);
		if (key !== null) whole.set(key, one);
	}
	return kept;
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
		next: caller.workspace
			.work()
			.of(id)
			.map((item) => shown(caller, item)),
		findings: fittingItems(shortFindings(caller.workspace, id), 1500),
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

function mustKnow(caller: Caller) {
	const no = whyNotAdmitted(caller);
	return no ? { note: `${no.reason} ${no.fix}` } : {};
}

/** As an Agent takes it: what is for people, or held by somebody, is waited for. */
function shown({ workspace }: Caller, item: WorkItem, more = 0) {
	const { who, step, id, session, title, start } = item;
	const why = whyOf(item, {
		nameOf: (member) => personName(workspace, member),
		textOf: (ref) => workspace.store.log.readBlob(ref)?.text ?? null,
	});
	return {
		step: who === 'agent' ? step : 'wait',
		...(id === null ? {} : { id, title }),
		...(session === null ? {} : { session }),
		why: more === 0 ? why : `${why} The same session takes up ${more} more like it.`,
		...(start === null ? {} : { start }),
	};
}
