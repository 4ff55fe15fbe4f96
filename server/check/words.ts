/** The sentences of a check about states and gates: what is so, and what to do about it. */
import type { CheckState } from '#server/check/report.ts';

interface Words {
	readonly reason: string;
	readonly fix: string;
}

/** How each state reads after "is". */
export const STATE_WORDS: Readonly<Record<CheckState, string>> = {
	approved: 'approved',
	suspect: 'suspect',
	changed: 'changed since it was approved',
	contested: 'contested',
	'in-review': 'in review',
	bypassed: 'bypassed',
	'never-approved': 'never approved',
	archived: 'archived',
};

export const CHECK_SAYS = {
	noDesign: (path: string, place: string): Words => ({
		reason: `${path} is code, and no design covers it.`,
		fix: `Write its design (${place}) and have a person approve it in Lintel. Code that needs none is ignored by an owner’s signed policy.`,
	}),
	notApproved: (path: string, design: string | null, state: CheckState): Words => ({
		reason: `The design of ${path}${design === null ? '' : ` (${design})`} ${state === 'never-approved' ? 'was' : 'is'} ${STATE_WORDS[state]}.`,
		fix: FIXES[state],
	}),
};

const ASK = 'A person approves it in the Lintel app, on its review screen; nothing else can.';

const FIXES: Readonly<Record<CheckState, string>> = {
	approved: '',
	suspect: 'A person reaffirms it, or revises it.',
	changed: `Submit the new text for review, or take the change back. ${ASK}`,
	contested: 'Its reviewers have to agree: withdraw one verdict, or submit a revised text.',
	'in-review': `It waits for a verdict. ${ASK}`,
	bypassed: ASK,
	'never-approved': `Submit it for review, then wait. ${ASK}`,
	archived: 'Restore it in the Lintel app, or remove the code.',
};
