import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Rule, RuleFinding } from '#shared/trace/rule.ts';

/** A name or an id in the map that nothing answers to. */
export const nameUnresolved: Rule = {
	id: 'name-unresolved',
	severity: 'warning',
	check(artefacts) {
		const ids = new Set<string>([
			...artefacts.stories.map(({ id }) => id),
			...artefacts.contexts.map(({ id }) => id),
		]);
		return [...namesIn(artefacts), ...idsIn(artefacts, ids)];
	},
};

function namesIn({ contexts }: Artefacts): RuleFinding[] {
	return contexts.flatMap(({ id, name, unresolved }) => [
		...unresolved.dependencies.map((other) => ({
			artefact: id,
			field: 'dependencies',
			message: `${name} depends on “${other}”, and there is no such context.`,
			fix: 'Correct the name, or add the context.',
		})),
		...unresolved.stories.map((title) => ({
			artefact: id,
			field: 'stories',
			message: `${name} lists “${title}”, and there is no such story.`,
			fix: 'Correct the title, or add the story.',
		})),
	]);
}

function idsIn({ contexts }: Artefacts, ids: ReadonlySet<string>): RuleFinding[] {
	return contexts.flatMap((context) =>
		(['dependencies', 'stories'] as const).flatMap((field) =>
			context[field]
				.filter((id) => !ids.has(id))
				.map((id) => ({
					artefact: context.id,
					field,
					message: `${context.name} refers to ${id}, which is not there.`,
					fix: 'Remove the link, or bring back what it names.',
				})),
		),
	);
}
