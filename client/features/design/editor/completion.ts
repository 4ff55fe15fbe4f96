/** What the editor offers while one types, and how the list looks. */
import {
	autocompletion,
	type Completion,
	completionKeymap,
	startCompletion,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { completeAssertions } from '#client/features/design/editor/complete-assertions.ts';
import { completeFrontMatter } from '#client/features/design/editor/complete-front-matter.ts';
import {
	completeReferences,
	type ReferenceCompletion,
} from '#client/features/design/editor/complete-references.ts';
import type { Surroundings } from '#client/features/design/editor/surroundings.ts';

export function completion(surroundings: Surroundings): Extension {
	return [
		autocompletion({
			override: [
				completeReferences(surroundings),
				completeFrontMatter(surroundings),
				completeAssertions,
			],
			icons: false,
			aboveCursor: false,
			maxRenderedOptions: 60,
			interactionDelay: 30,
			addToOptions: [{ render: (option) => markOf(option), position: 20 }],
		}),
		keymap.of([...completionKeymap, { key: 'Mod-Space', run: startCompletion }]),
		look,
	];

	function markOf(option: Completion): Node | null {
		return isReference(option) ? surroundings.markOf(option.artefact) : null;
	}
}

function isReference(option: Completion): option is ReferenceCompletion {
	return 'artefact' in option;
}

const look = EditorView.theme({
	'.cm-tooltip.cm-tooltip-autocomplete': {
		border: '0',
		borderRadius: 'var(--radius)',
		background: 'var(--raised)',
		boxShadow: 'var(--shadow)',
		overflow: 'hidden',
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul': {
		minWidth: '18rem',
		maxWidth: 'min(34rem, 92vw)',
		maxHeight: '18rem',
		padding: 'var(--space-1)',
		font: 'var(--weight) var(--type-3) / var(--leading) var(--sans)',
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
		display: 'flex',
		alignItems: 'center',
		gap: 'var(--space-2)',
		minHeight: 'var(--control)',
		padding: '0 var(--space-2)',
		borderRadius: 'var(--radius-small)',
		color: 'var(--text)',
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
		background: 'var(--selected)',
		color: 'var(--text)',
	},
	'.cm-completionLabel': {
		flex: '1',
		overflow: 'hidden',
		textOverflow: 'ellipsis',
		whiteSpace: 'nowrap',
	},
	'.cm-completionMatchedText': {
		color: 'var(--accent)',
		fontWeight: 'var(--weight-strong)',
		textDecoration: 'none',
	},
	'.cm-completionDetail': {
		flex: 'none',
		maxWidth: '40%',
		overflow: 'hidden',
		textOverflow: 'ellipsis',
		color: 'var(--text-faint)',
		fontSize: 'var(--type-2)',
		fontStyle: 'normal',
		whiteSpace: 'nowrap',
	},
	'@media (pointer: coarse)': {
		'.cm-tooltip.cm-tooltip-autocomplete > ul > li': { minHeight: 'var(--touch)' },
	},
});
