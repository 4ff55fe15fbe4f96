import { withoutFrontMatter } from '#client/features/design/front-matter.ts';

/** Where one begins to write: at the first hint, or where the text begins below its front matter. */
export function writingPlace(text: string): number {
	const hint = text.indexOf('<!-- hint:');
	if (hint >= 0) return hint;
	const { body } = withoutFrontMatter(text);
	return text.length - body.trimStart().length;
}
