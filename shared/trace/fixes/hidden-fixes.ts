import type { Finding } from '#shared/trace/finding.ts';
import { contextOf, designOf, type Fixer, partOf, storyOf } from '#shared/trace/fixes/fixer.ts';
import { hiddenCharactersIn } from '#shared/trace/hidden-character.ts';

const TITLE = 'Delete what nobody sees';

/** Deletes every hidden character of the field. */
export const deleteHidden: Fixer = (finding, piece) => {
	const story = storyOf(finding, piece);
	if (story !== undefined) {
		const clean = cleanIn(finding);
		const criteria = story.criteria.map((one) =>
			one.id === partOf(finding) ? { ...one, text: withoutHidden(one.text) } : one,
		);
		const fields = clean({ title: story.title, narrative: story.narrative, notes: story.notes });
		return [{ title: TITLE, change: { kind: 'story', story: { ...story, ...fields, criteria } } }];
	}
	const context = contextOf(finding, piece);
	if (context !== undefined) {
		const { name, entity, responsibilities, notes } = context;
		const fields = cleanIn(finding)({ name, entity, responsibilities, notes });
		const components = context.components.map((one) =>
			one.id === partOf(finding)
				? {
						...one,
						name: withoutHidden(one.name),
						type: withoutHidden(one.type),
						code: withoutHidden(one.code),
					}
				: one,
		);
		const change = { kind: 'context', context: { ...context, ...fields, components } } as const;
		return [{ title: TITLE, change }];
	}
	const found = designOf(finding, piece);
	if (found === undefined) return [];
	const { design, markdown } = found;
	// A byte order mark at the very beginning belongs to the file.
	const mark = markdown.startsWith('\uFEFF') ? 1 : 0;
	const clean = markdown.slice(0, mark) + withoutHidden(markdown.slice(mark));
	return [{ title: TITLE, change: { kind: 'design', id: design.id, markdown: clean } }];
};

function cleanIn({ field }: Finding) {
	return <Fields extends Readonly<Record<string, string>>>(fields: Fields): Fields => ({
		...fields,
		...(field !== null && Object.hasOwn(fields, field)
			? { [field]: withoutHidden(fields[field] ?? '') }
			: {}),
	});
}

function withoutHidden(text: string): string {
	let clean = text;
	for (const { at, length } of hiddenCharactersIn(text).toReversed()) {
		clean = clean.slice(0, at) + clean.slice(at + length);
	}
	return clean;
}
