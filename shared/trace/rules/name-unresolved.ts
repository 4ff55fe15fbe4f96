import type { Keys } from '#shared/trace/keys.ts';
import type { MapRule, RuleFinding } from '#shared/trace/rule.ts';

/** A name or an id in the map that nothing answers to. */
export const nameUnresolved: MapRule = {
	id: 'name-unresolved',
	severity: 'warning',
	says: 'What the map names is there.',
	about: 'all',
	needs: ['stories', 'contexts'],
	check: (keys) => [...namesIn(keys), ...idsIn(keys)],
};

function namesIn({ contexts }: Keys): RuleFinding[] {
	return contexts.flatMap(({ id, name, unresolved }) => [
		...unresolved.dependencies.map((other) => ({
			artefact: id,
			field: `dependencies/${other}`,
			message: `${name} depends on “${other}”, and there is no such context.`,
			fix: 'Correct the name, or add the context.',
		})),
		...unresolved.stories.map((title) => ({
			artefact: id,
			field: `stories/${title}`,
			message: `${name} lists “${title}”, and there is no such story.`,
			fix: 'Correct the title, or add the story.',
		})),
	]);
}

const BOTH = ['dependencies', 'stories'] as const;
const DEPENDENCIES = ['dependencies'] as const;

function idsIn({ stories, contexts }: Keys): RuleFinding[] {
	// A team that works without stories has none to look up.
	const fields = stories.length === 0 ? DEPENDENCIES : BOTH;
	const ids = new Set<string>([...stories, ...contexts].map(({ id }) => id));
	return contexts.flatMap((context) =>
		fields.flatMap((field) =>
			context[field]
				.filter((id) => !ids.has(id))
				.map((id) => ({
					artefact: context.id,
					field: `${field}/${id}`,
					message: `${context.name} refers to ${id}, which is not there.`,
					fix: 'Remove the link, or bring back what it names.',
				})),
		),
	);
}
