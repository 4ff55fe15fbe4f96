import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { EditionFields } from '#shared/protocol/history.ts';

/** What an artefact said, as Markdown for people: names for ids, and nothing that is not read. */
export function editionText(fields: EditionFields, titleOf: (id: string) => string): string {
	switch (fields.kind) {
		case 'story':
			return storyText(fields.story);
		case 'context':
			return contextText(fields.context, titleOf);
		case 'design':
			return designText(fields.markdown, titleOf);
	}
}

function storyText({ title, narrative, criteria, notes }: Story): string {
	const bullets = criteria.map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n');
	return paragraphs([`# ${title}`, narrative, bullets, notes]);
}

function contextText(context: Context, titleOf: (id: string) => string): string {
	const { name, type, entity, responsibilities, notes, unresolved } = context;
	const dependencies = [...context.dependencies.map(titleOf), ...unresolved.dependencies];
	const stories = [...context.stories.map(titleOf), ...unresolved.stories];
	const components = context.components.map((one) => `- ${one.name} (${one.type}) ${one.code}`);
	return paragraphs([
		`# ${name}`,
		`Type: ${type}${entity === '' ? '' : `\nEntity: ${entity}`}`,
		responsibilities,
		listOf(
			'Depends on',
			dependencies.map((one) => `- ${one}`),
		),
		listOf(
			'Stories',
			stories.map((one) => `- ${one}`),
		),
		listOf(
			'Components',
			components.map((line) => line.trimEnd()),
		),
		notes,
	]);
}

const ID_COMMENT = / ?<!-- (?:st|ac|cx|cp)_[0-9a-hjkmnp-tv-z]{10} -->/g;
const ID = /\b(?:ac|cx)_[0-9a-hjkmnp-tv-z]{10}\b/g;
const OWN_ID = /^id:[^\n]*\n/m;

/** Its front matter without its own id and with names for others, its text without id comments. */
function designText(markdown: string, titleOf: (id: string) => string): string {
	const end = /^---\r?\n/.test(markdown) ? markdown.indexOf('\n---', 3) : -1;
	const head = markdown
		.slice(0, end + 1)
		.replace(OWN_ID, '')
		.replace(ID, titleOf);
	return head + markdown.slice(end + 1).replace(ID_COMMENT, '');
}

function listOf(heading: string, lines: readonly string[]): string {
	return lines.length === 0 ? '' : `## ${heading}\n\n${lines.join('\n')}`;
}

function paragraphs(parts: readonly string[]): string {
	return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}
