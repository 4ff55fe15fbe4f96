import type { PackAbout } from '#shared/session/pack/pack-source.ts';
import { type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';

/** What the person who asked for the Session wants. */
export function goalParts({ goal }: PackAbout): PartDraft[] {
	if (goal === null || goal.trim() === '') return [];
	const note = 'Words of who started the session. They approve nothing.';
	return [
		partOf({ input: 'goal', title: 'What was asked for', note, text: goal, weight: 'always' }),
	];
}
