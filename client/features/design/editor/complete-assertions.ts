import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { sourceOf } from '#shared/markdown/source.ts';
import { designOutline } from '#shared/trace/design-outline.ts';
import { functionsIn } from '#shared/trace/functions.ts';

const TESTS = /^test (?:assertions|strategies)/;
const SIGNATURES = /^(?:public api|functions|delegates)$/;

/** In the test assertions: the functions that the public API gives signatures of. */
export function completeAssertions(context: CompletionContext): CompletionResult | null {
	const { state, pos, explicit } = context;
	const typed = context.matchBefore(/(?:^[ \t]*(?:[-*+]|#{3,6})[ \t]+|`)[\w.!?/]*$/);
	if (typed === null) return null;
	const name = /[\w.!?/]*$/.exec(typed.text)?.[0] ?? '';
	if (name === '' && !explicit && !typed.text.endsWith('`')) return null;
	const { source, sections } = designOutline(sourceOf(state.doc.toString()));
	const row = state.doc.lineAt(pos).number - 1;
	if (!TESTS.test(sections.findLast(({ rows }) => rows.first <= row)?.key ?? '')) return null;
	const options = sections
		.filter(({ key }) => SIGNATURES.test(key))
		.flatMap((section) => functionsIn(source, section))
		.map((one) => ({ label: one.name, type: 'function' }));
	if (options.length === 0) return null;
	return { from: pos - name.length, options, validFor: /^[\w.!?/]*$/ };
}
