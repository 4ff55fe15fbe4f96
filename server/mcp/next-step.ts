/** What an Agent can do about one artefact now, and why. The same words whoever asks. */

import { idOf, titleOf } from '#server/mcp/artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import {
	errorsIn,
	findingsOf,
	isApproved,
	lastReasonOf,
	upstreamStanding,
} from '#server/mcp/standing.ts';
import type { ArtefactId } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import type { AnyArtefact } from '#shared/lifecycle/revision.ts';
import { practicesOf } from '#shared/trace/practices.ts';

export interface NextStep {
	/** What to call, or `wait` for a person, or `implement`. */
	readonly step: string;
	readonly id: ArtefactId;
	readonly title: string;
	readonly why: string;
	/** Lower comes first: what people sent back, then what is broken, then what is new. */
	readonly rank: number;
}

export function nextStepsOf(caller: Caller, artefact: AnyArtefact): readonly NextStep[] {
	const id = idOf(artefact);
	const view = caller.workspace.viewOf(id);
	const title = titleOf(artefact);
	const step = (rank: number, name: string, why: string): NextStep[] => [
		{ step: name, id, title, why, rank },
	];

	if (view.phase === 'archived') return [];
	if (view.phase === 'review') return step(8, 'wait', 'It waits for a person to review it.');
	const reason = lastReasonOf(caller, view);
	if (reason)
		return step(0, writeToolFor(artefact), `${reason.by} asked for changes: ${reason.text}`);
	if (view.phase === 'contested') return step(8, 'wait', 'Reviewers disagree; people settle it.');
	if (view.standing === 'suspect') {
		return step(
			1,
			'read_artefact',
			'What it was derived from has changed: see whether it still holds, and tell the person, who may reaffirm it.',
		);
	}
	if (view.phase === 'draft') return draftSteps(caller, artefact, step);
	return approvedSteps(caller, artefact, step);
}

type Step = (rank: number, name: string, why: string) => NextStep[];

function draftSteps(caller: Caller, artefact: AnyArtefact, step: Step): NextStep[] {
	const id = idOf(artefact);
	const findings = findingsOf(caller, id);
	const errors = errorsIn(findings);
	if (errors > 0) {
		const first = findings.find(keepsFromReview);
		return step(
			2,
			writeToolFor(artefact),
			`${errors === 1 ? 'An error finding' : `${errors} error findings, the first`}: ${first?.message ?? ''} ${first?.fix ?? ''}`,
		);
	}
	const upstream = upstreamStanding(caller, id);
	const open = upstream.filter(({ approved }) => !approved);
	if (open.length > 0) {
		return step(
			7,
			'wait',
			`It rests on what is not approved yet: ${open.map((up) => up.id).join(', ')}.`,
		);
	}
	return step(
		4,
		'submit_for_review',
		upstream.length === 0
			? 'It is a draft without error findings. Submit it when it is complete.'
			: 'It is a draft without error findings, and what it rests on is approved.',
	);
}

function approvedSteps(caller: Caller, artefact: AnyArtefact, step: Step): NextStep[] {
	const { workspace } = caller;
	const { contexts, designs } = workspace.artefacts();
	const practices = practicesOf(workspace.journal.ledger.state().policy);
	const view = workspace.viewOf(idOf(artefact));
	if (artefact.kind === 'story') {
		const has = contexts.some(({ stories }) => stories.includes(artefact.story.id));
		return has || !practices.has('context')
			? []
			: step(5, 'write_context', 'The story is approved, and no context satisfies it yet.');
	}
	if (artefact.kind === 'context') {
		if (!practices.has('design')) return [];
		return artefact.context.components
			.filter(({ id }) => !designs.some((design) => design.id === id))
			.flatMap(({ id, name }) =>
				step(5, 'write_design', 'Its context is approved, and it has no design yet.').map(
					(one) => ({ ...one, id, title: name }),
				),
			);
	}
	if (view.phase !== 'approved' || !isApproved(view)) return [];
	return step(
		6,
		'implement',
		'The design is approved: write its code file and its test file, as it says.',
	);
}

function writeToolFor({ kind }: AnyArtefact): string {
	return `write_${kind}`;
}
