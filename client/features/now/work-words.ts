import { RANK, type WorkItem } from '#machines/work/work-item.ts';
import { kindOf } from '#shared/id.ts';

/** What is to be done, in a few words. */
export function stepWords(item: WorkItem): string {
	switch (item.step) {
		case 'write_story':
		case 'write_context':
		case 'write_design':
			return writingWords(item);
		case 'read_artefact':
			return 'See whether it holds';
		case 'submit_for_review':
			return 'Submit it';
		case 'implement':
			if (item.rank === RANK.broken) return 'Mend its code';
			return item.start?.kind === 'component-tests' ? 'Write its tests' : 'Write its code';
		case 'verify':
			return 'Verify it';
		case 'start_session':
			return 'Test it as a whole';
		case 'get_step':
			return 'Go on with its session';
		default:
			return 'See to it';
	}
}

function writingWords({ step, rank, id }: WorkItem): string {
	if (rank === RANK.sentBack && id !== null) return 'Revise it';
	if (rank === RANK.broken) return 'Mend it';
	if (step === 'write_design') return 'Write its design';
	if (step === 'write_story') return 'Write a story';
	return id !== null && kindOf(id) === 'context' ? 'Name its components' : 'Give it a context';
}
