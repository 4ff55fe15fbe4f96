import type { Story } from '#shared/artefact/story.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';

/** A Story with the ids of its criteria; those that are served are marked where only some are. */
export function storyWords(
	story: Story,
	served: readonly AcceptanceCriterionId[] | null = null,
): string {
	const some = served !== null && story.criteria.some(({ id }) => !served.includes(id));
	const criteria = story.criteria.map(({ id, text }) => {
		const mark = some && served.includes(id) ? ', served here' : '';
		return `- [${id}${mark}] ${text.trim().replaceAll('\n', '\n  ')}`;
	});
	return [
		`# ${story.title} (${story.id})`,
		story.narrative.trim(),
		['Acceptance criteria:', ...criteria].join('\n'),
		story.notes.trim(),
	]
		.filter((one) => one !== '')
		.join('\n\n');
}
