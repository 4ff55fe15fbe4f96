import type { markdown } from '@codemirror/lang-markdown';
import { tags } from '@lezer/highlight';

export type MarkdownExtension = NonNullable<
	NonNullable<Parameters<typeof markdown>[0]>['extensions']
>;

const CLOSING = /^(?:---|\.\.\.)[ \t]*$/;

/** A leading `---` block is one node; without this, its last line would make a heading of it. */
export const frontMatter: MarkdownExtension = {
	defineNodes: [{ name: 'FrontMatter', block: true, style: { 'FrontMatter/...': tags.meta } }],
	parseBlock: [
		{
			name: 'FrontMatter',
			before: 'HorizontalRule',
			parse(context, line) {
				if (context.lineStart !== 0 || line.text.trimEnd() !== '---') return false;
				// A parser can't look ahead: an empty line ends what turned out to be a thematic break.
				while (context.nextLine() && line.text.trim() !== '') {
					if (!CLOSING.test(line.text)) continue;
					const end = context.lineStart + line.text.length;
					context.addElement(context.elt('FrontMatter', 0, end));
					context.nextLine();
					return true;
				}
				context.addElement(context.elt('FrontMatter', 0, context.prevLineEnd()));
				return true;
			},
		},
	],
};
