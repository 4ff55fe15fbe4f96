import { implementedWords, VERIFIED_BY } from '#client/features/inspector/evidence-words.ts';
import { contestedWords } from '#client/features/review/contested-words.ts';
import { titlesOf } from '#client/features/standing/suspect-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { isApproved } from '#machines/lifecycle/approval.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';

const NEXT = { story: 'a context', context: 'designs', design: 'code and its tests' } as const;

const SUBMIT_WHEN = {
	story: 'When it says what “done” means, submit it for review.',
	context: 'When its boundary is clear, submit it for review.',
	design: 'When someone could build it from this, submit it for review.',
} as const;

/** What this artefact needs next, in a sentence or two. */
export function nextWords(workspace: Workspace, id: ArtefactId): string {
	const view = workspace.view(id);
	if (view.standing === 'suspect') return suspectWords(workspace, view);
	switch (view.phase) {
		case 'draft':
			return draftWords(workspace, id, view);
		case 'review':
			return reviewWords(workspace, view);
		case 'contested':
			return `It passes no gate while people disagree. ${contestedWords(workspace, view)}`;
		case 'approved':
			return `Approved${approverWords(workspace, view)}. ${NEXT[kindOf(id)].replace(/^./, (first) => first.toUpperCase())} may follow.`;
		case 'implemented':
			return implementedWords(workspace, id);
		case 'verified':
			return VERIFIED_BY[kindOf(id)];
		case 'archived':
			return 'Out of the way, and still in the file. Restore it to work on it.';
	}
}

function suspectWords(workspace: Workspace, view: ArtefactView): string {
	const open = view.suspectBecause.filter(({ how }) => how === 'edited' || how === 'unapproved');
	if (open.length > 0) {
		const names = titlesOf(
			workspace,
			open.map(({ artefact }) => artefact),
		);
		return `${names} ${open.length === 1 ? 'reads' : 'read'} differently now. Once that is approved or undone, see whether this still holds.`;
	}
	const names = titlesOf(
		workspace,
		view.suspectBecause.map(({ artefact }) => artefact),
	);
	const what = view.suspectBecause.length > 0 ? names : 'What it was derived from';
	return `${what} changed after this was approved. Reaffirm it if it is still right, or revise it.`;
}

function draftWords(workspace: Workspace, id: ArtefactId, view: ArtefactView): string {
	const errors = workspace.findings(id).filter(keepsFromReview).length;
	if (view.changedSinceApproval) {
		return 'The text has changed since it was approved. Submit it for review, or undo the changes.';
	}
	if (errors > 0) {
		return `${errors === 1 ? 'One finding' : `${errors} findings`} must be mended before it can be reviewed.`;
	}
	if (view.lastReason !== null) {
		return `${workspace.nameOf(view.lastReason.by)} asked for changes. Make them, then submit it again.`;
	}
	const submit = workspace.actions(id).find(({ action }) => action === 'submit');
	if (submit?.allowed === false && submit.refusal.guard === 'not-written') {
		return 'It is not written yet.';
	}
	const missing = upstreamOf(workspace.artefacts, id).filter(
		(above) => !isApproved(workspace.view(above)),
	);
	if (submit?.allowed === false && missing.length > 0) {
		const names = missing.map((above) => `“${workspace.titleOf(above)}”`);
		return `It rests on ${new Intl.ListFormat('en').format(names)}: ${missing.length === 1 ? 'that is' : 'those are'} approved first.`;
	}
	return SUBMIT_WHEN[kindOf(id)];
}

function reviewWords(workspace: Workspace, view: ArtefactView): string {
	const { submission } = view;
	if (submission !== null && !submission.textMatches) {
		return 'The text has changed since it was submitted. Submit it again, or undo the changes.';
	}
	const by = submission === null ? '' : `${workspace.nameOf(submission.by)} submitted it. `;
	const alone = view.approvalsNeeded === 1 && (view.stillNeeded?.oneOf.length ?? 0) === 0;
	return alone ? `${by}One approval takes it through the gate.` : by.trim();
}

function approverWords(workspace: Workspace, view: ArtefactView): string {
	const names = view.approvals.map(({ member }) => workspace.nameOf(member));
	return names.length === 0 ? '' : ` by ${new Intl.ListFormat('en').format(names)}`;
}
