/**
 * The tests that a file declares, with what stands above each: by the shape of a declaration in its
 * language, not by running it. A name that is put together at run time is not seen, and what is
 * commented out is no test.
 */

export interface DeclaredTest {
	/** As the runner will say it, without the suites around it. */
	readonly name: string;
	/** From 1. */
	readonly line: number;
	/** Comments, decorators, attributes and tags right above it, one a line. */
	readonly above: readonly { readonly text: string; readonly line: number }[];
}

/** `test('name'`, `it.only("name"`, `test.each([…])('name'`, `t.test('name'`. */
const CALLED =
	/(?<![\w$])(?:\w{1,40}\.)?(?:test|it|specify|scenario)(?:\.\w{1,40}){0,3}(?:\([^\n]{0,400}\))?\s*\(\s*(['"`])/g;
const ELIXIR = /^[ \t]*(?:test|property|feature)[ \t]+"((?:[^"\\\n]|\\.){1,400})"/gm;
const PYTHON = /^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(/gm;
const GO =
	/^func[ \t]+((?:Test|Example|Fuzz)\w*)[ \t]*\(|\bt\.Run\([ \t]*"((?:[^"\\\n]|\\.){1,400})"/gm;
const RUST = /^[ \t]*(?:pub[ \t]+)?(?:async[ \t]+)?fn[ \t]+(\w+)[ \t]*\(/gm;
const GHERKIN = /^[ \t]*(?:Scenario(?: Outline| Template)?|Example)[ \t]*:[ \t]*(.+)$/gm;

/** What above a test belongs to it: a comment, or what a language calls decorator, tag or attribute. */
const ABOVE = /^\s*(?:\/\/|\/\*|\*|#|--|@|\[)/;
/** A line of which nothing is code. */
const COMMENTED = /^\s*(?:\/\/|\*|\/\*(?!.*\*\/.*\S))/;

export function declaredTests(path: string, text: string): readonly DeclaredTest[] {
	const lines = text.split(/\r?\n/);
	const starts = startsOf(text);
	const found = declarationsIn(path, text).flatMap(({ name, at }) => {
		const row = rowAt(starts, at);
		const isOut = COMMENTED.test(lines[row] ?? '');
		return isOut ? [] : [{ name, line: row + 1, above: aboveOf(lines, row) }];
	});
	if (!path.endsWith('.rs')) return found;
	return found.filter(({ above }) => above.some((one) => /^\s*#\[.*test/.test(one.text)));
}

function declarationsIn(path: string, text: string): { name: string; at: number }[] {
	const extension = path.slice(path.lastIndexOf('.') + 1);
	switch (extension) {
		case 'exs':
		case 'ex':
			return matches(text, ELIXIR);
		case 'py':
			return matches(text, PYTHON);
		case 'go':
			return matches(text, GO);
		case 'rs':
			return matches(text, RUST);
		case 'feature':
			return matches(text, GHERKIN);
		default:
			return [...text.matchAll(CALLED)].flatMap((match) => {
				const from = match.index + match[0].length;
				const name = stringFrom(text, from, match[1] ?? '"');
				return name === null ? [] : [{ name, at: match.index }];
			});
	}
}

function matches(text: string, pattern: RegExp): { name: string; at: number }[] {
	return [...text.matchAll(pattern)].map((match) => {
		const indent = match[0].length - match[0].trimStart().length;
		return { name: (match[1] ?? match[2] ?? '').trim(), at: match.index + indent };
	});
}

const LONGEST = 2_000;

/** Up to the closing quote; null for one that never comes, or that puts the name together. */
function stringFrom(text: string, from: number, quote: string): string | null {
	let name = '';
	for (let at = from; at < text.length && at - from < LONGEST; at++) {
		const sign = text.charAt(at);
		if (sign === quote) return name;
		if (sign === '\n' && quote !== '`') return null;
		if (sign === '$' && quote === '`' && text.charAt(at + 1) === '{') return null;
		if (sign === '\\') name += text.charAt(++at);
		else name += sign;
	}
	return null;
}

function aboveOf(lines: readonly string[], row: number): DeclaredTest['above'] {
	const above: { text: string; line: number }[] = [];
	for (let at = row - 1; at >= 0 && row - at <= 20; at--) {
		const text = lines[at] ?? '';
		if (!ABOVE.test(text)) break;
		above.unshift({ text, line: at + 1 });
	}
	return above;
}

function startsOf(text: string): readonly number[] {
	const starts = [0];
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
}

function rowAt(starts: readonly number[], at: number): number {
	let [low, high] = [0, starts.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((starts[middle] ?? 0) <= at) low = middle;
		else high = middle - 1;
	}
	return low;
}
