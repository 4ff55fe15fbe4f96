import type { ContextPack } from '#shared/session/context-pack.ts';
import { partText } from '#shared/session/pack/part-text.ts';

const MOST_LEFT = 20;

/** A pack as one Markdown text, for whoever works. Only Lintel's own words stand outside of fences. */
export function packText({ parts, left }: ContextPack): string {
	const lines = left.slice(0, MOST_LEFT).map(({ title, tokens, why }) => {
		return `- ${title} (about ${tokens} tokens). ${why}`;
	});
	const more = left.length - lines.length;
	const missing = [
		'## Left out',
		...lines,
		...(more > 0 ? [`- And ${more} more.`] : []),
		'Read what you need of it with read_artefact or in the repository.',
	].join('\n');
	return `${[...parts.map(partText), ...(left.length === 0 ? [] : [missing])].join('\n\n')}\n`;
}
