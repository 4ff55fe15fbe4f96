/** A Design from what a code file declares: what nobody can know is left as the template's question. */
import { stemOf } from '#server/adopt/group-files.ts';
import { DRAFT_MARK } from '#server/adopt/propose-contexts.ts';
import type { SurveyedFile } from '#server/adopt/survey.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { ContextId } from '#shared/id.ts';
import { writeDesign } from '#shared/markdown/design.ts';
import { sectionKey } from '#shared/trace/design-outline.ts';
import { sectionStart } from '#shared/trace/section-start.ts';
import type { Template, TemplateSection } from '#shared/trace/template.ts';

export interface DraftParts {
	readonly component: Component;
	readonly context: ContextId | null;
	readonly file: SurveyedFile;
	readonly template: Template | null;
	/** Names of Components that it uses and may. */
	readonly uses: readonly string[];
	/** What its tests are called. */
	readonly tests: readonly string[];
}

const FENCES = { typescript: 'ts', python: 'python', elixir: 'elixir', go: 'go', rust: 'rust' };
/** A Design is read by people. */
const MOST_SIGNATURES = 40;
const MOST_TESTS = 30;

export function draftDesign(parts: DraftParts): string {
	const { component, context, file, template } = parts;
	const sections = (template?.sections ?? [])
		.filter((section) => section.need === 'required' || wordsFor(section, parts) !== '')
		.map((section) => {
			const words = wordsFor(section, parts);
			return words === '' ? sectionStart(section) : `## ${section.title}\n\n${words}\n`;
		});
	const mark = `> ${DRAFT_MARK}, from what ${file.path} declares. Nobody has said that it is right, and nobody has approved it: correct it, then take out this line.\n`;
	const body = [`\n# ${component.name}\n`, mark, ...sections].join('\n');
	const { id, name, type } = component;
	return writeDesign({ id, component: name, type, context, criteria: [], body });
}

function wordsFor({ title }: TemplateSection, parts: DraftParts): string {
	switch (sectionKey(title)) {
		case 'purpose':
			return purposeOf(parts.file);
		case 'public api':
			return apiOf(parts.file);
		case 'dependencies':
			return parts.uses.map((name) => `- ${name}`).join('\n') || 'None';
		case 'test assertions':
			return assertionsOf(parts.tests);
		default:
			return '';
	}
}

/** The file's own words, or those of what it is called after. */
function purposeOf({ path, declared: { words, declarations } }: SurveyedFile): string {
	const stem = letters(stemOf(path));
	const namesake =
		declarations.find(({ name }) => letters(name) === stem) ??
		(declarations.length === 1 ? declarations[0] : undefined);
	return escaped(words || namesake?.words || '');
}

function letters(name: string): string {
	return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function apiOf({ language, declared: { declarations } }: SurveyedFile): string {
	const functions = declarations.filter(({ kind }) => kind === 'function');
	const types = declarations.filter(({ kind }) => kind === 'type');
	const all = [...types, ...functions];
	if (functions.length === 0) return '';
	const lines = all
		.slice(0, MOST_SIGNATURES)
		.map(({ signature }) => signature.replaceAll('```', ''));
	const more = all.length > lines.length ? `\n\nAnd ${all.length - lines.length} more.` : '';
	return `\`\`\`${FENCES[language]}\n${lines.join('\n')}\n\`\`\`${more}`;
}

function assertionsOf(tests: readonly string[]): string {
	const lines = tests.slice(0, MOST_TESTS).map((title) => `- ${escaped(title)}`);
	return lines.join('\n');
}

/** Other people's words, as one line that Markdown reads as words. */
function escaped(words: string): string {
	return words
		.replaceAll(/\s+/g, ' ')
		.replaceAll('<!--', '')
		.replaceAll('-->', '')
		.replaceAll(/(?<=^|\s)(#+|[-*+>]|\d+[.)])(?=\s)/g, '\\$1')
		.replaceAll('[[', '\\[[')
		.trim();
}
