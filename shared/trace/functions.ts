/** The functions a Design names: their signatures, and what its tests state about them. */
import { linesIn, type Source } from '#shared/markdown/source.ts';
import { type DesignSection, type Spot, spotOfRow } from '#shared/trace/design-outline.ts';

export interface NamedFunction {
	/** Without its arity, arguments or module. */
	readonly name: string;
	readonly spot: Spot;
	readonly signed: boolean;
	/** Whether the words below its own heading state tests. */
	readonly tested: boolean;
}

const KEYWORDS =
	/^(?:if|for|while|switch|match|catch|return|throw|new|await|case|cond|with|when|unless|else|elif|assert|not|and|or|in|is|type|interface|import|use|alias|print|raise)$/;
const LEAD =
	/^\s*(?:[-*+]\s+)?`?(?:(?:export|default|declare|async|public|private|protected|static|override|abstract|readonly|pub(?:\([^)]*\))?|unsafe|const|extern|get|set|@spec|@callback|@macrocallback|def|defp|defmacro|defdelegate|function\*?|fn|func)\s+)*/;
const NAME =
	/^(?:\([^)]*\)\s*)?(?:[\w.]+\.)?([A-Za-z_$][\w$]*[!?]?)\s*(?:<[^()]*>|\[[^\]]*\])?\s*\(/;
const ARROW = /^([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:<[^()]*>)?\(/;

/** The name that a line of code gives a signature to, or null. */
export function signatureIn(line: string): string | null {
	const rest = line.slice(LEAD.exec(line)?.[0].length ?? 0);
	const name = NAME.exec(rest)?.[1] ?? ARROW.exec(rest)?.[1] ?? null;
	return name === null || KEYWORDS.test(name) ? null : name;
}

/** A function as a heading or a test names it: `name/2`, `name(…)`, `Module.name/1`. */
const CALLED = /^(?:[\w.]+\.)?([A-Za-z_$][\w$]*[!?]?)(?:\/\d+|\s*\([^)]*\))/;

export function calledIn(words: string): string | null {
	return CALLED.exec(words.trim().replace(/^[`*"“]+/, ''))?.[1] ?? null;
}

/** Functions by signature in code, and by heading. */
export function functionsIn(source: Source, section: DesignSection): readonly NamedFunction[] {
	const headed = section.deeper.flatMap((below) => headedFunction(source, below));
	const names = new Set(headed.map(({ name }) => name));
	const signed = signaturesIn(source, section).filter(({ name }) => !names.has(name));
	return [...headed, ...signed];
}

function headedFunction(source: Source, below: DesignSection): readonly NamedFunction[] {
	const name = calledIn(below.title) ?? plainName(below.title);
	if (name === null) return [];
	const named = signaturesIn(source, below);
	const text = linesIn(source, below.rows).join('\n');
	return [
		{
			name,
			spot: below.spot,
			signed: named.length > 0 || below.blocks.some(({ kind }) => kind === 'code'),
			tested: /test assertions?|^[ \t]*[-*+]\s+(?:`?test\b|it\b|asserts?\b)/im.test(text),
		},
	];
}

/** A heading that is one word of code: `signIn`, `create_user!`. */
function plainName(title: string): string | null {
	const bare = title.replace(/`/g, '').trim();
	return /^[a-z_$][\w$]*[!?]?$/.test(bare) ? bare : null;
}

function signaturesIn(source: Source, { blocks }: DesignSection): readonly NamedFunction[] {
	const rows = blocks.flatMap(({ kind, rows: { first, end } }) =>
		kind === 'code' || kind === 'bullets'
			? Array.from({ length: end - first }, (_, n) => ({ row: first + n, code: kind === 'code' }))
			: [],
	);
	const found = new Map<string, NamedFunction>();
	let depth = 0;
	for (const { row, code } of rows) {
		const text = source.lines[row]?.text ?? '';
		const coded = code || /^\s*[-*+]\s+`/.test(text);
		const name = coded && depth === 0 ? signatureIn(text) : null;
		if (name !== null && !found.has(name)) {
			found.set(name, { name, spot: spotOfRow(source, row), signed: true, tested: false });
		}
		depth = code && !/^\s*(?:`{3}|~{3})/.test(text) ? Math.max(0, depth + nesting(text)) : 0;
	}
	return [...found.values()];
}

function nesting(line: string): number {
	return (line.match(/[({[]/g)?.length ?? 0) - (line.match(/[)}\]]/g)?.length ?? 0);
}

/** Functions that bullets and headings of the test assertions are about. */
export function assertedIn(
	source: Source,
	section: DesignSection,
): readonly { readonly name: string; readonly spot: Spot }[] {
	const headings = section.deeper.flatMap(({ title, spot }) => {
		const name = calledIn(title);
		return name === null ? [] : { name, spot };
	});
	const rows = section.blocks.flatMap(({ items }) => items.map(({ first }) => first));
	const bullets = rows.flatMap((row) => {
		const words = (source.lines[row]?.text ?? '').replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '');
		const about = /^`?describe`?\s+["“`]([^"”`]+)/.exec(words)?.[1] ?? words;
		const name = calledIn(about) ?? /^`([a-zA-Z_$][\w$]*[!?]?)`\s*(?::|[–—-]\s)/.exec(about)?.[1];
		return name == null ? [] : { name, spot: spotOfRow(source, row) };
	});
	return [...headings, ...bullets];
}
