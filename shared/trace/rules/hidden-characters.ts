import type { ArtefactId } from '#shared/id.ts';
import type { DesignText } from '#shared/trace/design-text.ts';
import { hiddenCharactersIn } from '#shared/trace/hidden-character.ts';
import type { ContextRule, DesignRule, RuleFinding, StoryRule } from '#shared/trace/rule.ts';

/** What is on the screen must be what is approved. */
const NAMED = {
	id: 'hidden-characters',
	severity: 'error',
	says: 'No text holds characters that nobody sees.',
} as const;

/** More of one field help nobody. */
const MOST = 20;

export const hiddenInStory: StoryRule = {
	...NAMED,
	about: 'story',
	check: ({ id, title, narrative, notes, criteria }) => [
		...Object.entries({ title, narrative, notes }).flatMap(([field, text]) => at(id, field, text)),
		...criteria.flatMap((one) => at(id, `criteria/${one.id}`, one.text)),
	],
};

export const hiddenInContext: ContextRule = {
	...NAMED,
	about: 'context',
	check: ({ id, name, entity, responsibilities, notes, components }) => [
		...Object.entries({ name, entity, responsibilities, notes }).flatMap(([field, text]) =>
			at(id, field, text),
		),
		...components.flatMap((one) =>
			[one.name, one.type, one.code].flatMap((text) =>
				at(id, `components/${one.id}`, text).map((found) => ({ ...found, place: null })),
			),
		),
	],
};

export const hiddenInDesign: DesignRule = {
	...NAMED,
	about: 'design',
	check: ({ design, source, body }) => {
		const first = source.lines[body]?.from ?? source.text.length;
		const fields = [design.component, design.type].flatMap((text, n) =>
			at(design.id, n === 0 ? 'component' : 'type', text).map((found) => ({
				...found,
				place: null,
			})),
		);
		return [...fields, ...inBody(design.id, source, first)];
	},
};

function inBody(
	id: ArtefactId,
	{ text, lines }: DesignText['source'],
	first: number,
): RuleFinding[] {
	return at(id, 'body', text.slice(first)).map((found) => {
		const place = { from: found.place.from + first, to: found.place.to + first };
		const line = lines.findIndex(({ next }) => next > place.from) + 1;
		return { ...found, place, line: line === 0 ? null : line };
	});
}

function at(artefact: ArtefactId, field: string, text: string) {
	return hiddenCharactersIn(text)
		.slice(0, MOST)
		.map(({ name, at: from, length }) => ({
			artefact,
			field,
			place: { from, to: from + length },
			message: `There is a character here that nobody sees (${name}).`,
			fix: 'Delete it: what people approve must be what they read.',
		}));
}
