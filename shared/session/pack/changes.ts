import { lineDiff } from '#shared/session/pack/line-diff.ts';
import type { PackAbout, PackSource, UpstreamChanged } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';

/** What changed upstream, from which words to which, and whom it shook. */
export function changeParts(source: PackSource, { artefact }: PackAbout): PartDraft[] {
	if (artefact === null) return [];
	return source.changesAbove(artefact).map((change) =>
		partOf({
			...{ input: 'changes', title: headingOf('What changed in', change.artefact) },
			note: `${HOW[change.how]} It made ${change.suspects.join(', ')} suspect.`,
			text: wordsOf(change),
			...{ artefact: change.artefact, weight: 'changes', cuttable: true },
			standing: change.how === 'approved' ? 'instruction' : 'draft',
		}),
	);
}

function wordsOf({ from, to }: UpstreamChanged): string {
	if (from === null)
		return to === null ? '(Neither text is kept here.)' : `As it reads now:\n\n${to}`;
	return to === null ? `As it read:\n\n${from}` : lineDiff(from, to);
}

const HOW: Readonly<Record<UpstreamChanged['how'], string>> = {
	approved: 'People approved the new words.',
	edited: 'The new words are a draft: nobody has approved them.',
	unapproved: 'The words are the same, and changes were asked for since: they are a draft.',
	archived: 'It was archived.',
	gone: 'Its text is gone.',
};
