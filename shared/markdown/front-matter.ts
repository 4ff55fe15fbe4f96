/** The YAML front matter of a Markdown file: read without trust, changed without reprinting. */
import { parseDocument } from 'yaml';
import { frontMatterEnd } from '#shared/markdown/outline.ts';
import { plainMatter } from '#shared/markdown/plain-matter.ts';
import { linesIn, type Source, sourceOf } from '#shared/markdown/source.ts';

export interface FrontMatter {
	/** The mapping's values, or null where it is no mapping. */
	readonly values: Readonly<Record<string, unknown>> | null;
	/** What the YAML parser had to say, and where: the line from 1 in the file. */
	readonly problem: { readonly message: string; readonly line: number } | null;
	/** What follows the front matter, word for word. */
	readonly body: string;
	/** The line, from 1, on which the body begins. */
	readonly bodyLine: number;
}

const MAX_CHARACTERS = 64 * 1024;

/** Null when the text begins with no front matter. */
export function readFrontMatter(text: string): FrontMatter | null {
	const source = sourceOf(headOf(text));
	const end = frontMatterEnd(source);
	if (end === 0) return null;
	const from = source.lines[end - 1]?.next ?? text.length;
	const body = text.slice(from);
	const rest = { body, bodyLine: end + 1 };
	const yaml = yamlOf(source, end);
	if (yaml.length > MAX_CHARACTERS) {
		return { values: null, problem: { message: 'It is longer than 64 KiB.', line: 1 }, ...rest };
	}
	const plain = plainMatter(linesIn(source, { first: 1, end: end - 1 }));
	if (plain !== null) return { values: plain, problem: null, ...rest };
	try {
		const document = parseDocument(yaml, { prettyErrors: true, strict: true });
		const [error] = document.errors;
		if (error !== undefined) {
			const line = (error.linePos?.[0].line ?? 1) + 1;
			return { values: null, problem: { message: firstLine(error.message), line }, ...rest };
		}
		return { values: recordOf(document.toJS({ maxAliasCount: 20 })), problem: null, ...rest };
	} catch (error) {
		const message = error instanceof Error ? firstLine(error.message) : 'It is not YAML.';
		return { values: null, problem: { message, line: 1 }, ...rest };
	}
}

/** No less than the front matter, if there is any: a check reads thousands of long bodies. */
function headOf(text: string): string {
	const mark = text.startsWith('\uFEFF') ? 1 : 0;
	if (!text.startsWith('---', mark)) return '';
	CLOSING.lastIndex = mark + 3;
	return CLOSING.test(text) ? text.slice(0, CLOSING.lastIndex) : '';
}

const CLOSING = /[\r\n](?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)/g;

/**
 * The text with these keys set, in the front matter that is there (its comments and other keys
 * stay) or in a new one. Front matter that can't be read is left alone.
 */
export function withFrontMatter(text: string, values: Readonly<Record<string, unknown>>): string {
	const source = sourceOf(text);
	const end = frontMatterEnd(source);
	const { eol } = source;
	if (end === 0) {
		const mark = text.slice(0, source.mark);
		return `${mark}---${eol}${printed('', values, eol)}---${eol}${text.slice(source.mark)}`;
	}
	if (readFrontMatter(text)?.values == null) return text;
	const from = source.lines[1]?.from ?? 0;
	const to = source.lines[end - 1]?.from ?? from;
	return text.slice(0, from) + printed(yamlOf(source, end), values, eol) + text.slice(to);
}

function printed(yaml: string, values: Readonly<Record<string, unknown>>, eol: string): string {
	const document = parseDocument(yaml);
	for (const [key, value] of Object.entries(values)) {
		if (JSON.stringify(document.toJS()?.[key]) === JSON.stringify(value)) continue;
		document.set(key, document.createNode(value, { flow: Array.isArray(value) }));
	}
	return document.toString({ lineWidth: 0, flowCollectionPadding: false }).replaceAll('\n', eol);
}

function yamlOf(source: Source, end: number): string {
	return source.lines
		.slice(1, end - 1)
		.map((line) => `${line.text}\n`)
		.join('');
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
	if (value === null) return {};
	if (typeof value !== 'object' || Array.isArray(value)) return null;
	return Object.fromEntries(Object.entries(value));
}

function firstLine(message: string): string {
	return message.split('\n')[0]?.replace(/ at line.*$/, '.') ?? message;
}
