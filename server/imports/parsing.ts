/**
 * Parses code with Tree-sitter, within limits: whatever a file holds, this comes back, and in time.
 *
 * A grammar is compiled when its first file comes along. Trees live in WebAssembly's own memory:
 * they are there for the length of one call, and freed whatever happens in it.
 */
import { Language, type Node, Parser, Query, type QueryCapture } from 'web-tree-sitter';
import type { GrammarFile, Grammars } from '#server/imports/grammars.ts';

export type { Node } from 'web-tree-sitter';

export type Grammar = Exclude<GrammarFile, 'runtime'>;

/** One piece of what a pattern was looking for, and the name it has in the pattern. */
export type Capture = Pick<QueryCapture, 'name' | 'node'>;

export interface Parsing {
	/**
	 * What `use` makes of the tree; null where there is no grammar, or the text is none, is longer
	 * than anybody writes by hand, or takes longer to parse than anybody waits.
	 */
	parse<T>(grammar: Grammar, text: string, use: (root: Node) => T): T | null;
	/** What a pattern finds below a node, in the order of the text. */
	capture(grammar: Grammar, pattern: string, root: Node): readonly Capture[];
}

/** Longer files are made by programs. */
const LONGEST = 512 * 1024;
/** Milliseconds for one file. */
const PATIENCE = 2_000;
/** Where a file holds one of these, it is no text. */
const NUL = '\0';
const LOOK_FOR_NUL = 8_000;

/** Null where this Lintel was shipped without parsers. */
export async function createParsing(deps: {
	readonly grammars: Grammars;
	readonly now: () => Date;
}): Promise<Parsing | null> {
	const { grammars, now } = deps;
	const runtime = grammars('runtime');
	if (runtime === null) return null;
	await start(runtime);
	const parsers = new Map<Grammar, Parser | null>();
	const queries = new Map<string, Query>();

	function parserOf(grammar: Grammar): Parser | null {
		const known = parsers.get(grammar);
		if (known !== undefined) return known;
		const bytes = grammars(grammar);
		const parser = bytes === null ? null : new Parser();
		if (bytes !== null) parser?.setLanguage(languageIn(bytes));
		parsers.set(grammar, parser);
		return parser;
	}

	function parse<T>(grammar: Grammar, text: string, use: (root: Node) => T): T | null {
		if (!isReadable(text)) return null;
		const parser = parserOf(grammar);
		if (parser === null) return null;
		const end = now().getTime() + PATIENCE;
		const tree = parser.parse(text, null, { progressCallback: () => now().getTime() > end });
		if (tree === null) {
			// Otherwise the next file would be taken for the rest of this one.
			parser.reset();
			return null;
		}
		try {
			return use(tree.rootNode);
		} finally {
			tree.delete();
		}
	}

	function capture(grammar: Grammar, pattern: string, root: Node): readonly Capture[] {
		const language = parserOf(grammar)?.language;
		if (!language) return [];
		const key = `${grammar}\0${pattern}`;
		const query = queries.get(key) ?? new Query(language, pattern);
		queries.set(key, query);
		return query.captures(root);
	}

	return { parse, capture };
}

/** Whether it is text, and no longer than anybody writes by hand. */
export function isReadable(text: string): boolean {
	return text.length <= LONGEST && !text.slice(0, LOOK_FOR_NUL).includes(NUL);
}

/** WebAssembly's module is shared by everyone in the process, and starts once. */
let started: Promise<void> | null = null;

function start(runtime: Uint8Array): Promise<void> {
	started ??= Parser.init({ wasmBinary: runtime });
	return started;
}

function languageIn(bytes: Uint8Array): Language {
	return Language.loadSync(new WebAssembly.Module(Buffer.from(bytes)));
}
