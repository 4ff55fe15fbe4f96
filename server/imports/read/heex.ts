/**
 * Modules that the markup of a `~H` sigil or of a template speaks of: `<Shop.Card.show>`, and those in its braces and
 * between `<%` and `%>`. What stands there as plain words is none.
 */

interface NameInMarkup {
	readonly name: string;
	/** Where it begins in the text, in UTF-16 units. */
	readonly at: number;
}

const MODULE = String.raw`[A-Z]\w*(?:\.[A-Z]\w*)*`;
const TAG = new RegExp(String.raw`<(${MODULE})\.[a-z_]`, 'g');
const SPOKEN = new RegExp(String.raw`(?<![\w.:@])${MODULE}`, 'g');

/** In the order of the text. */
export function namesInMarkup(markup: string, isHeex = true): readonly NameInMarkup[] {
	const text = markup.replaceAll(NO_MARKUP, blank);
	const tags = (isHeex ? [...text.matchAll(TAG)] : []).map(({ 1: name = '', index }) => ({
		name,
		at: index + 1,
	}));
	const spoken = expressionsIn(text, isHeex ? /<%=?|\{/g : /<%=?/g).flatMap(({ from, to }) =>
		[...code(text.slice(from, to)).matchAll(SPOKEN)].map(({ 0: name, index }) => {
			return { name, at: from + index };
		}),
	);
	return [...tags, ...spoken].sort((a, b) => a.at - b.at);
}

/** Comments, and what a browser reads by rules of its own. */
const NO_MARKUP =
	/<%!--[\s\S]*?(?:--%>|$)|<%#[\s\S]*?(?:%>|$)|<(script|style)\b[\s\S]*?(?:<\/\1>|$)/g;
const STRING = /"(?:#\{[^}]{0,400}\}|#(?!\{)|\\[\s\S]|[^"\\#])*"/g;

/** Of a string what is put into it is left. */
function code(expression: string): string {
	return expression.replaceAll(STRING, (text) => {
		return text
			.split(/(#\{[^}]{0,400}\})/)
			.map((part, n) => (n % 2 === 0 ? blank(part) : part))
			.join('');
	});
}

function blank(text: string): string {
	return text.replaceAll(/[^\n]/g, ' ');
}

function expressionsIn(
	text: string,
	open: RegExp,
): readonly { readonly from: number; readonly to: number }[] {
	const found: { from: number; to: number }[] = [];
	for (let sign = open.exec(text); sign !== null; sign = open.exec(text)) {
		const from = sign.index;
		const to = sign[0] === '{' ? closeOf(text, from) : text.indexOf('%>', from);
		if (to === -1) break;
		found.push({ from, to: to + 1 });
		open.lastIndex = to + 1;
	}
	return found;
}

/** Where the brace closes; those in a string close nothing. */
function closeOf(text: string, open: number): number {
	let [depth, isString] = [0, false];
	for (let at = open; at < text.length; at++) {
		const sign = text[at];
		if (sign === '\\') at++;
		else if (sign === '"') isString = !isString;
		else if (!isString && sign === '{') depth++;
		else if (!isString && sign === '}' && --depth === 0) return at;
	}
	return -1;
}
