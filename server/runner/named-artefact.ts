/** The artefact that a person names on the command line: by its id, its name, or its path. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

export function namedArtefact(artefacts: Artefacts, name: string): Result<ArtefactId, Refusal> {
	const all = named(artefacts);
	const wanted = name.trim().toLowerCase();
	const found = new Set(
		all.flatMap(({ id, names }) =>
			id === wanted || names.some((one) => one.toLowerCase() === wanted) ? id : [],
		),
	);
	const [one] = found;
	if (one !== undefined && found.size === 1) return ok(one);
	if (found.size > 1) return err(several(name, [...found]));
	const near = nearestWord(
		name,
		all.flatMap(({ names }) => names),
	);
	return err(none(name, near));
}

function named({ stories, contexts, designs }: Artefacts) {
	return [
		...stories.map(({ id, title }) => ({ id, names: [title] })),
		...contexts.map(({ id, name }) => ({ id, names: [name] })),
		...contexts.flatMap(({ components }) =>
			components.map(({ id, name, code }) => ({
				id,
				names: [name, ...(code === '' ? [] : [code])],
			})),
		),
		...designs.map(({ id, component }) => ({ id, names: [component] })),
	];
}

function several(name: string, ids: readonly string[]): Refusal {
	return refusal(
		'name-several',
		`${JSON.stringify(name)} names ${ids.length} artefacts.`,
		`Give the id of one: ${ids.slice(0, 10).join(', ')}.`,
	);
}

function none(name: string, near: string | null): Refusal {
	return refusal(
		'no-artefact',
		`There is no story, context or component ${JSON.stringify(name)}.`,
		near === null
			? 'Give its id, its title, its name, or the path of its code.'
			: `Did you mean ${JSON.stringify(near)}?`,
	);
}
