import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { FENCE, HEADING } from '#client/features/design/editor/section-lines.ts';

const TESTS = /^#{1,6}[ \t]+test (?:assertions|strategies)\b/i;
const SIGNATURES = /^#{1,6}[ \t]+(?:public api|functions|delegates)\b/i;

/** In the test assertions: the functions that the public API gives signatures of. */
export function completeAssertions(context: CompletionContext): CompletionResult | null {
	const { state, pos, explicit } = context;
	const typed = context.matchBefore(/(?:^[ \t]*(?:[-*+]|#{3,6})[ \t]+|`)[\w.!?/]*$/);
	if (typed === null) return null;
	const name = /[\w.!?/]*$/.exec(typed.text)?.[0] ?? '';
	if (name === '' && !explicit && !typed.text.endsWith('`')) return null;
	const lines = state.doc.toString().split('\n');
	if (!TESTS.test(lines[sectionOf(lines, state.doc.lineAt(pos).number - 1)] ?? '')) return null;
	const options = functionsIn(lines).map((label) => ({ label, type: 'function' }));
	if (options.length === 0) return null;
	return { from: pos - name.length, options, validFor: /^[\w.!?/]*$/ };
}

/** The line of the section's own heading; one of a function belongs to the section around it. */
function sectionOf(lines: readonly string[], from: number): number {
	let at = from;
	while (at > 0 && !/^#{1,2}[ \t]/.test(lines[at] ?? '')) at--;
	return at;
}

const CALLS: readonly RegExp[] = [
	/^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\*?\s+([\w$]+)/,
	/^\s*(?:export\s+)(?:const|let|class|interface|type|enum)\s+([\w$]+)/,
	/^\s*(?:@spec\s+|defp?\s+|defmacro\s+|defdelegate\s+|async\s+def\s+|def\s+)([\w!?]+)/,
	/^\s*(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?fn\s+(\w+)/,
	/^\s*func\s+(?:\([^)]*\)\s*)?(\w+)/,
	/^\s*([\w!?]+)(?:\/\d|\()/,
];

/** The names under the headings of signatures: of code in fences, and of headings such as `### add/2`. */
export function functionsIn(lines: readonly string[]): readonly string[] {
	const names = new Set<string>();
	let inside = false;
	let fenced = false;
	for (const line of lines) {
		if (FENCE.test(line)) fenced = !fenced;
		else if (!fenced && /^#{1,2}[ \t]/.test(line)) inside = SIGNATURES.test(line);
		else if (inside) {
			const words = fenced ? line : headingWords(line);
			const call = CALLS.map((pattern) => pattern.exec(words)?.[1]).find(Boolean);
			if (call !== undefined) names.add(call);
		}
	}
	return [...names];
}

function headingWords(line: string): string {
	return HEADING.test(line) ? line.replace(/^[ #\t]+/, '').replace(/[`*]/g, '') : '';
}
