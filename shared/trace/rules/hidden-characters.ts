import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import { hiddenCharacterIn } from '#shared/trace/hidden-character.ts';
import type { Rule } from '#shared/trace/rule.ts';

/** What is on the screen must be what is approved. */
export const hiddenCharacters: Rule = {
	id: 'hidden-characters',
	severity: 'error',
	check: (artefacts) =>
		fieldsOf(artefacts).flatMap(({ artefact, field, text }) => {
			const hidden = hiddenCharacterIn(text);
			if (hidden === null) return [];
			return {
				artefact,
				field,
				message: `There is a character here that nobody sees (${hidden.name}).`,
				fix: 'Delete it: what people approve must be what they read.',
			};
		}),
};

interface Field {
	readonly artefact: ArtefactId;
	readonly field: string;
	readonly text: string;
}

function fieldsOf({ stories, contexts, designs }: Artefacts): Field[] {
	return [
		...stories.flatMap(({ id, title, narrative, notes, criteria }) => [
			...named(id, { title, narrative, notes }),
			...criteria.map((one) => ({ artefact: id, field: `criteria/${one.id}`, text: one.text })),
		]),
		...contexts.flatMap(({ id, name, entity, responsibilities, notes, components }) => [
			...named(id, { name, entity, responsibilities, notes }),
			...components.flatMap((one) =>
				[one.name, one.type, one.code].map((text) => ({
					artefact: id,
					field: `components/${one.id}`,
					text,
				})),
			),
		]),
		...designs.flatMap(({ id, component, type, body }) => named(id, { component, type, body })),
	];
}

function named(artefact: ArtefactId, texts: Readonly<Record<string, string>>): Field[] {
	return Object.entries(texts).map(([field, text]) => ({ artefact, field, text }));
}
