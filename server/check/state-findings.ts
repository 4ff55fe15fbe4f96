/** What is told of each artefact's state, beside what the rules say of its words. */

import type { SuspectReason } from '#machines/lifecycle/suspicion.ts';
import type { Judged } from '#server/check/judged.ts';
import type { Said } from '#server/check/names.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { quotedTitle } from '#server/check/titles.ts';
import { withoutEnd } from '#shared/ends.ts';
import { kindOf } from '#shared/id.ts';
import type { Finding, Severity } from '#shared/trace/finding.ts';

const SAME_FIX =
	'Submit the new text for review in Lintel, or take the change back: its history has the approved words.';

export function stateFindings(
	judged: readonly Judged[],
	texts: RepositoryTexts,
	said: Said,
): readonly Finding[] {
	return judged.flatMap((one) => findingsOf(one, texts, said)).map(texts.locate);
}

function findingsOf(judged: Judged, texts: RepositoryTexts, said: Said): readonly Finding[] {
	const { id, view, bypass, state } = judged;
	const name = quotedTitle(texts, id);
	const tell = (rule: string, severity: Severity, message: string, fix: string): Finding => ({
		...{ rule, severity, message, fix, artefact: id },
		...{ field: null, place: null, file: null, line: null },
	});
	const found: Finding[] = [];
	if (texts.find(id) === null) {
		found.push(
			tell(
				'approved-missing',
				'warning',
				`${name} is approved, and no file here has its words.`,
				'Bring the file back (git log says who removed it), or archive it in Lintel.',
			),
		);
	} else if (view.changedSinceApproval && state !== 'archived') {
		found.push(
			tell(
				'changed-since-approval',
				'warning',
				`${name} is not what was approved: its words changed since.`,
				SAME_FIX,
			),
		);
	}
	if (state === 'contested') {
		found.push(
			tell(
				'contested',
				'warning',
				`${name} is contested: some approve it, and somebody asks for changes.`,
				'Its reviewers have to agree: one takes a verdict back, or the text is revised and submitted again.',
			),
		);
	}
	if (state === 'suspect') {
		const why = view.suspectBecause.map((reason) => becauseOf(reason, texts)).join(' ');
		found.push(
			tell(
				'suspect',
				'warning',
				`${name} is suspect. ${why}`.trim(),
				'A person reaffirms it (“still right”), or revises it and submits it again.',
			),
		);
	}
	if (bypass !== null) {
		const reason = said(bypass.reason);
		const words = reason === null ? 'its reason is not in the repository' : `because: ${reason}`;
		found.push(
			tell(
				'bypassed',
				state === 'bypassed' ? 'warning' : 'info',
				`An owner bypassed the gate of ${name}, ${withoutEnd(words, /[.\s]/)}.`,
				'It shows for ever, and is never counted as approved. Submit the text for review to have it approved.',
			),
		);
	}
	if (state === 'in-review') {
		found.push(
			tell('in-review', 'info', `${name} waits for a verdict.`, 'Review it in the Lintel app.'),
		);
	}
	if (state === 'never-approved') {
		found.push(
			tell(
				'never-approved',
				'info',
				`${name} was never approved.`,
				'Submit it for review when it says what you mean.',
			),
		);
	}
	return found;
}

/** One sentence for each thing that it rests on and that is no longer so. */
function becauseOf({ artefact, how, criteria }: SuspectReason, texts: RepositoryTexts): string {
	const which = criteria.length === 0 ? '' : ` (${criteria.join(', ')})`;
	return `The ${kindOf(artefact)} it rests on, ${quotedTitle(texts, artefact)}, ${UPSETS[how]}${which}.`;
}

const UPSETS: Readonly<Record<SuspectReason['how'], string>> = {
	approved: 'has newly approved words',
	edited: 'says something else now',
	unapproved: 'is no longer approved',
	archived: 'is archived',
	gone: 'is gone',
};
