/** A step's text as its reader takes it: headings, and under each what stands in the fence. */

export interface ReadPart {
	readonly title: string;
	readonly text: string;
}

export function partsOf(pack: string): readonly ReadPart[] {
	const parts: { title: string; lines: string[] }[] = [];
	let fence: string | null = null;
	for (const line of pack.split('\n')) {
		if (fence === null && line.startsWith('## ')) parts.push({ title: line.slice(3), lines: [] });
		else if (fence === null && /^`{3,}$/.test(line)) fence = line;
		else if (line === fence) fence = null;
		else if (fence !== null) parts.at(-1)?.lines.push(line);
	}
	return parts.map(({ title, lines }) => ({ title, text: lines.join('\n') }));
}

export function partOf(parts: readonly ReadPart[], title: RegExp): ReadPart | null {
	return parts.find((part) => title.test(part.title)) ?? null;
}

export function idsIn(text: string): string[] {
	return text.match(/\b(?:st|cx|cp)_[0-9a-z]{10}\b/g) ?? [];
}

/** A design as the template in the text asks for one, serving every criterion that the text shows. */
export function designAfter(parts: readonly ReadPart[]): string {
	const template = partOf(parts, /^Template of /)?.text ?? '';
	const [name = ''] = /^# (\w+) \(/m.exec(partOf(parts, /^Component /)?.text ?? '')?.slice(1) ?? [];
	const criteria = [...new Set(partOf(parts, /^Story /)?.text.match(/ac_\w+/g))];
	const sections = [...template.matchAll(/^## (.*) \(required: (.*)\)$/gm)].map(
		([, title = '', content = '']) => `## ${title}\n\n${CONTENT[content] ?? 'Greets.'}`,
	);
	return [`---\ncriteria: [${criteria.join(', ')}]\n---\n# ${name}`, ...sections, ''].join('\n\n');
}

const CONTENT: Readonly<Record<string, string>> = {
	words: 'Greets whoever comes.',
	bullets: '- `greet`: says hello',
	'numbered steps': '1. It says hello.',
	'signatures in a code block': '```ts\ngreet(): string\n```',
};
