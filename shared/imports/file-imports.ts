/** What one code file says it uses of other code, as a parser read it: data that may be cached. */
import * as z from 'zod/mini';

export const CodeLanguage = z.enum(['typescript', 'python', 'elixir', 'go', 'rust']);
export type CodeLanguage = z.infer<typeof CodeLanguage>;

export const FoundImport = z.object({
	/**
	 * What is named, in the words of the language: `./session.ts`, `..accounts.session`,
	 * `MyApp.Accounts`, `example.com/shop/accounts`, `crate::accounts::Session`.
	 */
	specifier: z.string(),
	/**
	 * What of it, where that may be modules too: Python's `from specifier import names`. Of a glob
	 * the ones that take files away, and of Rust's `mod` the file that its `#[path]` names.
	 */
	names: z.array(z.string()),
	/** `module`: not a use, but the parent's word that this file exists (Rust's `mod name;`). */
	kind: z.enum(['code', 'types', 'module']),
	/** Both from 1, in UTF-16 units: where the specifier stands. */
	line: z.int(),
	column: z.int(),
});
export type FoundImport = z.infer<typeof FoundImport>;

/**
 * `modules` are those that the file defines, where the language names them apart from their path
 * (Elixir). `complete` is false where the file was too large, no text, or too much to parse: then
 * nothing is known of it, which is not the same as nothing being used.
 */
export const FileImports = z.object({
	language: CodeLanguage,
	modules: z.array(z.string()),
	imports: z.array(FoundImport),
	complete: z.boolean(),
});
export type FileImports = z.infer<typeof FileImports>;

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
	...{ ts: 'typescript', mts: 'typescript', cts: 'typescript', tsx: 'typescript' },
	...{ js: 'typescript', mjs: 'typescript', cjs: 'typescript', jsx: 'typescript' },
	...{ svelte: 'typescript', vue: 'typescript' },
	...{ py: 'python', pyi: 'python', ex: 'elixir', exs: 'elixir', go: 'go', rs: 'rust' },
	...{ heex: 'elixir', leex: 'elixir', eex: 'elixir' },
};

/** Whether a file is markup with Elixir in it: it uses code, and declares none. */
export function isElixirTemplate(path: string): boolean {
	return /\.[hl]?eex$/.test(path);
}

/** The language of a file by its name; null for what imports are not read of. */
export function codeLanguageOf(path: string): CodeLanguage | null {
	const extension = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
	return Object.hasOwn(LANGUAGES, extension) ? (LANGUAGES[extension] ?? null) : null;
}
