/** Text whose last block nobody closed: a fence or HTML that would draw in what is put below it. */
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import { sourceOf } from '#shared/markdown/source.ts';

const CLOSERS = ['-->', '?>', ']]>', '>', '</pre>', '</script>', '</style>', '</textarea>'];

/** The line that closes what the text leaves open, or null where nothing is. */
export function closerOf(text: string): string | null {
	if (!/```|~~~|<[!?a-z]/i.test(text)) return null;
	if (isClosed(text)) return null;
	const source = sourceOf(text);
	const last = outlineOf(source, frontMatterEnd(source), 'plain').at(-1);
	const line = source.lines[last?.rows.first ?? 0]?.text ?? '';
	const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
	return fence ?? CLOSERS.find((closer) => isClosed(`${text}\n${closer}`)) ?? null;
}

/** Whether a heading below the text is read as one. */
function isClosed(text: string): boolean {
	const source = sourceOf(`${text}\n\n# Next\n`);
	return outlineOf(source, frontMatterEnd(source), 'plain').at(-1)?.kind === 'heading';
}
