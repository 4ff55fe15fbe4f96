import { z } from 'zod';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { lastReasonOf, offersTo, reasonsOf, upstreamStanding } from '#server/artefact/standing.ts';
import { bytesOf, fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { openComments } from '#server/mcp/open-comments.ts';
import { pageOfText } from '#server/mcp/page.ts';
import { readForAgent } from '#server/mcp/read-for-agent.ts';
import { shortFindings } from '#server/mcp/short-findings.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import type { ArtefactId } from '#shared/id.ts';
import { err, ok } from '#shared/result.ts';

export const readArtefact = defineTool({
	name: 'read_artefact',
	description:
		'One artefact: text, the revision to write or submit from, state, reviewers’ reasons, open comment threads, findings, what you may do. More with cursor.',
	effect: 'read',
	input: z.object({ id: z.string(), cursor: z.string().optional() }),
	run(caller, input) {
		const { workspace } = caller;
		const found = findArtefact(workspace.artefacts(), input.id);
		if (!found.ok) return err(found.error);
		const artefact = found.value;
		const id = idOf(artefact);
		const { text, revision } = readForAgent(caller, artefact);
		caller.presence.show(caller.agent, id, 'reading');

		const { phase, standing, bypassed, changedSinceApproval, ...view } = workspace.viewOf(id);
		const frame = {
			id,
			kind: artefact.kind,
			title: titleOf(artefact),
			revision,
			state: phase,
			standing,
			bypassed,
			changedSinceApproval,
			lastReason: lastReasonOf(caller, workspace.viewOf(id)),
			submittedRevision: view.submission?.revision ?? null,
			...(input.cursor === undefined ? aroundText(caller, artefact) : {}),
		};
		const page = pageOfText(textWithIds(text, artefact), input.cursor, frame);
		if (!page.ok) return err(page.error);
		return ok({ ...frame, ...page.value });
	},
});

/** What stands beside the text, on the first page only; what is long is cut to leave it room. */
function aroundText(caller: Caller, artefact: AnyArtefact) {
	const { workspace } = caller;
	const id = idOf(artefact);
	return {
		...(idsAreMany(artefact) ? {} : { fields: fieldsOf(artefact) }),
		...severalReasons(caller, id),
		upstream: fittingItems(upstreamStanding(caller, id), 600),
		findings: fittingItems(shortFindings(workspace, id), 1500),
		comments: fittingItems(openComments(caller, id).toReversed(), 2000),
		youMay: offersTo(caller, id).map((offer) =>
			offer.allowed
				? { action: offer.action, allowed: true }
				: {
						action: offer.action,
						allowed: false,
						why: `${offer.refusal.reason} ${offer.refusal.fix}`,
					},
		),
	};
}

/** Where several people asked for changes, the last reason is not all of it. */
function severalReasons(caller: Caller, id: ArtefactId) {
	const reasons = reasonsOf(caller, id);
	return reasons.length < 2 ? {} : { reasons: fittingItems(reasons, 1200) };
}

const MAX_FIELD_BYTES = 2500;

/** The ids that a write needs and the text does not show. */
function fieldsOf(artefact: AnyArtefact) {
	if (artefact.kind === 'story') {
		return { criteria: artefact.story.criteria.map(({ id, text }) => ({ id, text })) };
	}
	if (artefact.kind === 'context') {
		const { dependencies, stories, components, unresolved } = artefact.context;
		return { dependencies, stories, components, unresolved };
	}
	const { component, type, context, criteria } = artefact.design;
	return { component, type, context, criteria };
}

function idsAreMany(artefact: AnyArtefact): boolean {
	return bytesOf(fieldsOf(artefact)) > MAX_FIELD_BYTES;
}

/** Where there are too many ids to stand beside the text, they follow it, page by page. */
function textWithIds(text: string, artefact: AnyArtefact): string {
	if (artefact.kind === 'design' || !idsAreMany(artefact)) return text;
	return `${text}\n---\nfields: ${JSON.stringify(fieldsOf(artefact), null, '\t')}\n`;
}
