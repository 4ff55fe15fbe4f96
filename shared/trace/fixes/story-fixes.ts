import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import {
	contextOf,
	type Fixer,
	partOf,
	type QuickFix,
	storyOf,
} from '#shared/trace/fixes/fixer.ts';

/** Takes the criterion out that the Finding is about. */
export const removeCriterion: Fixer = (finding, piece) => {
	const story = storyOf(finding, piece);
	const id = partOf(finding);
	if (!story?.criteria.some((one) => one.id === id)) return [];
	const criteria = story.criteria.filter((one) => one.id !== id);
	return [
		{ title: 'Remove this criterion', change: { kind: 'story', story: { ...story, criteria } } },
	];
};

const MOST_CHOICES = 4;

/** The contexts that the Story's words fit best, one choice each. */
export const linkToContext: Fixer = (finding, piece) => {
	const story = storyOf(finding, piece);
	if (story === undefined) return [];
	const words = wordsOf(`${story.title} ${story.narrative}`);
	return piece.artefacts.contexts
		.filter(({ name }) => name.trim() !== '')
		.map((context) => ({ context, fit: fitOf(context, words) }))
		.sort((a, b) => b.fit - a.fit)
		.slice(0, MOST_CHOICES)
		.map(({ context }) => linked(context, story));
};

/** Takes the Story from one of the contexts that satisfy it. */
export const unlinkFromContext: Fixer = (finding, piece) =>
	piece.artefacts.contexts.flatMap((context) => {
		const stories = context.stories.filter((id) => id !== finding.artefact);
		if (stories.length === context.stories.length) return [];
		const change = { kind: 'context', context: { ...context, stories } } as const;
		return { title: `Take it from ${context.name}`, change };
	});

/** Takes the name or link out that nothing answers to, or puts what was meant in its place. */
export const dropName: Fixer = (finding, piece) => {
	const context = contextOf(finding, piece);
	const name = partOf(finding);
	if (context === undefined) return [];
	const isOther = (one: string) => one !== name;
	const { dependencies, stories } = context.unresolved;
	const next: Context = {
		...context,
		dependencies: context.dependencies.filter(isOther),
		stories: context.stories.filter(isOther),
		unresolved: {
			dependencies: finding.field?.startsWith('d') ? dependencies.filter(isOther) : dependencies,
			stories: finding.field?.startsWith('s') ? stories.filter(isOther) : stories,
		},
	};
	return [{ title: 'Remove it', change: { kind: 'context', context: next } }];
};

function linked(context: Context, story: Story): QuickFix {
	const stories = [...context.stories, story.id].sort();
	return {
		title: `Link it to ${context.name}`,
		change: { kind: 'context', context: { ...context, stories } },
	};
}

function fitOf({ name, entity, responsibilities }: Context, words: ReadonlySet<string>): number {
	const own = wordsOf(`${name} ${entity} ${responsibilities}`);
	return [...own].filter((word) => words.has(word)).length / Math.sqrt(1 + own.size);
}

/** Words of four letters and more, cut short so that `sessions` is `session`. */
function wordsOf(text: string): ReadonlySet<string> {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
	return new Set(words.map((word) => word.slice(0, 6)));
}
