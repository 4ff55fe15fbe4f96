import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readStories } from '#shared/markdown/stories.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** Why a text is not taken into its document at all (it is over a limit), or null. */
export function readingProblem(doc: DocName, path: string, text: string): Finding | null {
	const kind = docKindOf(doc)?.kind;
	if (kind !== 'stories' && kind !== 'contexts') return null;
	const read = kind === 'stories' ? readStories(text) : readContextMap(text, []);
	const finding = read.refusal === null ? undefined : read.findings[0];
	return finding ? { ...finding, file: path } : null;
}
