import { parseDocument } from 'yaml';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';

/** A design's Markdown with other criteria in its front matter; all else stays as it was written. */
export function serveCriteria(
	markdown: string,
	criteria: readonly AcceptanceCriterionId[],
): string {
	const { body } = withoutFrontMatter(markdown);
	const front = markdown.slice(0, markdown.length - body.length);
	const yaml = front.split('\n').slice(1, -2).join('\n');
	const document = parseDocument(yaml);
	const list = document.createNode([...criteria]);
	list.flow = true;
	document.set('criteria', list);
	return `---\n${document.toString({ lineWidth: 0 })}---\n${front === '' ? '\n' : ''}${body}`;
}
