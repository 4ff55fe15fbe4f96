/** The languages that signatures are written in. Each is fetched when a text first needs it. */
import { type Language, LanguageDescription, type LanguageSupport } from '@codemirror/language';
import { parseMixed } from '@lezer/common';
import type { MarkdownExtension } from '#client/features/design/editor/front-matter.ts';

const javascript = async (jsx: boolean): Promise<LanguageSupport> =>
	(await import('@codemirror/lang-javascript')).javascript({ typescript: true, jsx });

/** Markup in code, such as Svelte and HTML, is near enough to TSX to be told apart. */
export const CODE_LANGUAGES: readonly LanguageDescription[] = [
	LanguageDescription.of({
		name: 'typescript',
		alias: ['ts', 'javascript', 'js', 'json', 'jsonc', 'mjs', 'mts'],
		load: () => javascript(false),
	}),
	LanguageDescription.of({
		name: 'tsx',
		alias: ['jsx', 'svelte', 'html', 'vue', 'xml'],
		load: () => javascript(true),
	}),
	LanguageDescription.of({
		name: 'elixir',
		alias: ['ex', 'exs', 'heex', 'eex'],
		load: async () => (await import('codemirror-lang-elixir')).elixir(),
	}),
	LanguageDescription.of({
		name: 'python',
		alias: ['py'],
		load: async () => (await import('@codemirror/lang-python')).python(),
	}),
	LanguageDescription.of({
		name: 'go',
		alias: ['golang'],
		load: async () => (await import('@codemirror/lang-go')).go(),
	}),
	LanguageDescription.of({
		name: 'rust',
		alias: ['rs'],
		load: async () => (await import('@codemirror/lang-rust')).rust(),
	}),
];

const BY_PRESET: Readonly<Record<string, string>> = {
	phoenix: 'elixir',
	'phoenix-spec': 'elixir',
	typescript: 'typescript',
	python: 'python',
	go: 'go',
	rust: 'rust',
};

/** The language of the code that a preset is for; null for the plain one. */
export function languageOfPreset(preset: string): LanguageDescription | null {
	return languageNamed(BY_PRESET[preset] ?? '');
}

/** By what stands after the fence's backticks: `ts`, `elixir title="x"`. */
export function languageNamed(info: string): LanguageDescription | null {
	const name = /^[\w+#-]*/.exec(info.trim())?.[0] ?? '';
	if (name === '') return null;
	return LanguageDescription.matchLanguageName(CODE_LANGUAGES, name, false);
}

const SIGNATURES = /^(?:public api|functions|delegates)$/i;

/** Reads a fence without a language, in a section of signatures, as the preset's. */
export function signatureBlocks(language: Language | null): MarkdownExtension {
	if (language === null) return [];
	return {
		wrap: parseMixed(({ node, name }, input) => {
			if (name !== 'FencedCode' || node.getChild('CodeInfo') !== null) return null;
			let before = node.prevSibling;
			while (before !== null && !/^(?:ATX|Setext)Heading[12]$/.test(before.name))
				before = before.prevSibling;
			if (before === null) return null;
			const heading = input.read(before.from, before.to).replace(/^#+|[#\s=-]+$/g, '');
			if (!SIGNATURES.test(heading.trim())) return null;
			return { parser: language.parser, overlay: ({ type }) => type.name === 'CodeText' };
		}),
	};
}
