/**
 * Findings in a Design's editor: underlined where they are, marked in the gutter, with what a
 * machine can do about them.
 */
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';
import type { Finding } from '#shared/trace/finding.ts';
import type { QuickFix } from '#shared/trace/fixes/fixer.ts';

export interface LintSource {
	/** Read again whenever what it reads from changes. */
	findings(): readonly Finding[];
	/** What was there before Lintel came is marked as quietly as a note. */
	isKnown(finding: Finding): boolean;
	fixesFor(finding: Finding): readonly QuickFix[];
	apply(finding: Finding, title: string): void;
}

export function findingsLint(source: LintSource): Extension {
	return [lintGutter(), follow(source), looks];
}

/** Findings come a moment after typing; in between, marks move along with the text. */
function follow(source: LintSource): Extension {
	return ViewPlugin.define((view) => {
		let gone = false;
		const stop = $effect.root(() => {
			$effect(() => {
				const diagnostics = diagnosticsOf(source, view.state.doc.length);
				// An effect may run while the editor is updating, and updates don't nest.
				queueMicrotask(() => {
					if (!gone) view.dispatch(setDiagnostics(view.state, clamped(diagnostics, view)));
				});
			});
		});
		return {
			destroy() {
				gone = true;
				stop();
			},
		};
	});
}

function diagnosticsOf(source: LintSource, length: number): readonly Diagnostic[] {
	return source.findings().map((finding) => {
		const { severity, message, fix, place } = finding;
		const known = source.isKnown(finding);
		return {
			...(place ?? { from: 0, to: 0 }),
			severity: known ? 'info' : severity,
			message: `${known ? 'Known from before. ' : ''}${message} ${fix}`,
			actions: source.fixesFor(finding).map(({ title }) => ({
				name: title,
				apply: () => source.apply(finding, title),
			})),
			to: Math.min(place?.to ?? 0, length),
		};
	});
}

function clamped(diagnostics: readonly Diagnostic[], { state }: EditorView): Diagnostic[] {
	const end = state.doc.length;
	return diagnostics.map((one) => ({
		...one,
		from: Math.min(one.from, end),
		to: Math.max(Math.min(one.from, end), Math.min(one.to, end)),
	}));
}

const looks = EditorView.baseTheme({
	'.cm-lintRange': { backgroundImage: 'none' },
	'.cm-lintRange-error': { borderBottom: '2px solid var(--danger)' },
	'.cm-lintRange-warning': { borderBottom: '2px dotted var(--warning)' },
	'.cm-lintRange-info': { borderBottom: '1px dotted var(--text-faint)' },
	// What has no words of its own stands in the gutter alone.
	'.cm-lintPoint::after': { display: 'none' },
	'.cm-gutters:has(.cm-gutter-lint)': { background: 'none', border: '0' },
	'.cm-gutter-lint': { width: '1.1rem' },
	'.cm-gutter-lint .cm-lint-marker': { width: '0.6rem', height: '0.6rem', content: 'none' },
	'.cm-lint-marker-error': { borderRadius: '50%', background: 'var(--danger)' },
	'.cm-lint-marker-warning': { transform: 'rotate(45deg)', background: 'var(--warning)' },
	// Open, as nothing is to be done about it.
	'.cm-lint-marker-info': {
		borderRadius: '1px',
		boxShadow: 'inset 0 0 0 1.5px var(--text-faint)',
	},
	'.cm-tooltip.cm-tooltip-lint': {
		maxWidth: '26rem',
		border: 'var(--hairline) solid var(--line)',
		borderRadius: 'var(--radius)',
		background: 'var(--raised, var(--page))',
		color: 'var(--text)',
		boxShadow: 'var(--shadow)',
		fontFamily: 'var(--sans)',
		fontSize: 'var(--type-2)',
	},
	'.cm-diagnostic': { borderInlineStart: '0', padding: 'var(--space-2) var(--space-3)' },
	'.cm-diagnosticAction': {
		marginInlineStart: '0',
		marginInlineEnd: 'var(--space-1)',
		border: 'var(--hairline) solid var(--line-strong)',
		borderRadius: 'var(--radius-small)',
		background: 'var(--page)',
		color: 'var(--text)',
	},
});
