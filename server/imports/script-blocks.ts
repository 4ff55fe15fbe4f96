/**
 * The script of a `.svelte` or `.vue` file, and each `import('…')` in the braces of its markup, with
 * everything around blanked: places stay as they are.
 */
export interface Scripts {
	readonly text: string;
	readonly isTypescript: boolean;
}

export function scriptsIn(markup: string): Scripts {
	const tag = /<!--|<script(?=[\s>])/g;
	const kept: { readonly from: number; readonly to: number }[] = [];
	let isTypescript = false;
	for (let match = tag.exec(markup); match !== null; match = tag.exec(markup)) {
		if (match[0] === '<!--') {
			const end = markup.indexOf('-->', match.index);
			if (end === -1) break;
			tag.lastIndex = end;
			continue;
		}
		const open = tagEnd(markup, tag.lastIndex);
		const close = markup.indexOf('</script', open);
		if (open === -1 || close === -1) break;
		isTypescript ||= /\slang\s*=\s*["']?ts\b/.test(markup.slice(match.index, open));
		kept.push({ from: open + 1, to: close });
		tag.lastIndex = close;
	}
	let text = '';
	let at = 0;
	for (const { from, to } of kept) {
		text += blanked(markup.slice(at, from)) + markup.slice(from, to);
		at = to;
	}
	return { text: text + blanked(markup.slice(at)), isTypescript };
}

/** Past the attributes, whose values may hold the sign that ends the tag. */
function tagEnd(markup: string, start: number): number {
	let quote = '';
	for (let at = start; at < markup.length; at++) {
		const character = markup.charAt(at);
		if (quote !== '') quote = character === quote ? '' : quote;
		else if (character === '"' || character === "'") quote = character;
		else if (character === '>') return at;
	}
	return -1;
}

const IMPORT = /[^\w$.]import\(\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`$\n]*`)\s*\)/g;

function blanked(markup: string): string {
	if (!markup.includes('import(')) return blank(markup);
	const open = markup.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, blank);
	let text = '';
	let [depth, at] = [0, 0];
	for (const found of open.matchAll(IMPORT)) {
		const from = found.index + 1;
		const between = open.slice(at, from);
		at = from;
		depth += between.split('{').length - between.split('}').length;
		if (depth <= 0) continue;
		// A statement of its own, whatever is around it.
		text += blank(open.slice(text.length, from)).replace(/ $/, ';') + found[0].slice(1);
	}
	return text + blank(open.slice(text.length));
}

function blank(text: string): string {
	return text.replaceAll(/[^\r\n]/g, ' ');
}
