import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Surroundings } from '#client/features/design/editor/surroundings.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { ReferenceTarget } from '#shared/trace/reference-targets.ts';
import { printReference } from '#shared/trace/references.ts';

/** What stands in the list beside a name. */
export interface ReferenceCompletion extends Completion {
	readonly artefact: ArtefactId;
}

const KINDS: Readonly<Record<ReferenceTarget['kind'], string>> = {
	component: 'Component',
	context: 'Context',
	story: 'Story',
	criterion: 'Criterion',
};

/** After `[[`: components, contexts and stories; after a story's name and `>`, its criteria. */
export function completeReferences({
	targets,
}: Surroundings): (context: CompletionContext) => CompletionResult | null {
	return (context) => {
		const typed = context.matchBefore(/\[\[[^[\]\n]{0,200}$/);
		if (typed === null) return null;
		const words = typed.text.slice(2);
		const inStory = words.includes('>');
		const options = targets()
			.filter(({ kind }) => (kind === 'criterion') === inStory)
			.map(optionOf);
		const validFor = inStory ? /^[^[\]\n]*>[^[\]\n]*$/ : /^[^[\]\n>]*$/;
		return { from: typed.from + 2, options, validFor };
	};
}

function optionOf(target: ReferenceTarget, at: number): ReferenceCompletion {
	const { kind, within, title, name, artefact } = target;
	return {
		label: name,
		displayLabel: kind === 'criterion' ? title : name,
		detail: within === '' || kind === 'criterion' ? KINDS[kind] : `${KINDS[kind]} in ${within}`,
		artefact,
		// Components first: they are what a design speaks of most.
		boost: kind === 'component' ? 1 : 0,
		sortText: String(at).padStart(6, '0'),
		apply: (view, _option, from, to) => put(view, target, from, to),
	};
}

/** Replaces what was typed, and brackets that close it already, with the whole reference. */
function put(view: EditorView, { name, id }: ReferenceTarget, from: number, to: number): void {
	const closed = view.state.sliceDoc(to, to + 2) === ']]' ? 2 : 0;
	const insert = printReference(name, id);
	view.dispatch({
		changes: { from: from - 2, to: to + closed, insert },
		selection: { anchor: from - 2 + insert.length },
		userEvent: 'input.complete',
		scrollIntoView: true,
	});
}
