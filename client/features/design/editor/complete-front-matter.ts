import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Surroundings } from '#client/features/design/editor/surroundings.ts';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';
import type { ReferenceTarget } from '#shared/trace/reference-targets.ts';

/** In the front matter: a component type, a context, or the criteria that a design serves. */
export function completeFrontMatter(
	surroundings: Surroundings,
): (context: CompletionContext) => CompletionResult | null {
	return (context) => {
		const { state, pos, explicit } = context;
		const line = state.doc.lineAt(pos);
		const before = line.text.slice(0, pos - line.from);
		const [, key, value = ''] = /^(type|context|criteria):[ \t]*(.*)$/.exec(before) ?? [];
		if (key === undefined || !isInFrontMatter(state.doc.toString(), pos)) return null;
		const typed = /[\w-]*$/.exec(value)?.[0] ?? '';
		if (typed === '' && !explicit && !/[:,[ ]$/.test(before)) return null;
		return { from: pos - typed.length, options: optionsFor(key), validFor: /^[\w -]*$/ };
	};

	function optionsFor(key: string): Completion[] {
		if (key === 'type') return surroundings.componentTypes().map((label) => ({ label }));
		const kind = key === 'context' ? 'context' : 'criterion';
		return surroundings
			.targets()
			.filter((target) => target.kind === kind)
			.map(idOption);
	}
}

/** People choose by words; the id is what is written. */
function idOption({ id, title, within }: ReferenceTarget): Completion {
	return { label: title || 'Untitled', detail: within, apply: id };
}

function isInFrontMatter(text: string, pos: number): boolean {
	return pos < text.length - withoutFrontMatter(text).body.length;
}
