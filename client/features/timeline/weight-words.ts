import type { Dossier } from '#machines/history/dossier.ts';
import { unreachable } from '#shared/unreachable.ts';

/** What a decision is worth by now, in sentences. */
export function weightWords({ weight, event }: Pick<Dossier, 'weight' | 'event'>): string {
	switch (weight.kind) {
		case 'counts':
			return 'It counts.';
		case 'not-counted':
			return `Not counted: ${weight.refusal.reason} ${weight.refusal.fix}`;
		case 'replaced':
			return 'It no longer counts: the same person decided otherwise later.';
		case 'reset':
			return 'It no longer counts: the artefact was archived and restored since, and begins anew.';
		case 'holds':
			return weight.superseded
				? 'It counts: this text is approved, wherever it is the text in hand. Another was submitted since.'
				: 'It counts: this text is approved.';
		case 'waiting':
			if (event.type === 'submitted' && weight.have === 0) return 'It waits for a review.';
			return `It counts. ${weight.have} of ${weight.need} people have approved so far.`;
		case 'opposed':
			return 'It counts, and somebody asks for changes beside it: the text passes no gate until they agree.';
		case 'past':
			return 'It counted, and a later submission has taken the place of this one.';
		default:
			return unreachable(weight);
	}
}

/** Whether it still carries something. */
export function stillCounts({ weight }: Pick<Dossier, 'weight'>): boolean {
	return ['counts', 'holds', 'waiting', 'opposed'].includes(weight.kind);
}
