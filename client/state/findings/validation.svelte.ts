import { untrack } from 'svelte';
import * as Y from 'yjs';
import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Designs } from '#client/state/artefact/designs.svelte.ts';
import type { Findings } from '#client/state/findings/findings.svelte.ts';
import type { Lifecycle } from '#client/state/lifecycle/lifecycle.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { replaceContext } from '#shared/doc/edits/contexts.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { replaceStory } from '#shared/doc/edits/stories.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { ArtefactChange, QuickFix } from '#shared/trace/fixes/fixer.ts';

interface ValidationDeps {
	readonly index: ArtefactIndex;
	readonly designs: Designs;
	readonly findings: Findings;
	readonly lifecycle: Pick<Lifecycle, 'findings'>;
	readonly replicas: Replicas;
	readonly origin: Origin;
}

/** What validation says, and the changes that a machine can make about it. */
export class Validation {
	#deps: ValidationDeps;

	constructor(deps: ValidationDeps) {
		this.#deps = deps;
	}

	/** The Findings of one artefact, or all of them, the files' own included. */
	of(id?: ArtefactId): readonly Finding[] {
		return this.#deps.lifecycle.findings(id);
	}

	/** The Findings on an artefact as it reads in a frozen text. */
	frozen(artefact: AnyArtefact): Promise<readonly Finding[]> {
		return this.#deps.findings.frozen(artefact);
	}

	/** What the rules go by here; null until they have loaded. */
	get conventions(): Conventions | null {
		return this.#deps.findings.conventions;
	}

	/**
	 * Changes that would settle the Finding, for the text as it reads now. Its readers look again
	 * when the rules have looked again, as they do after every change, and not with every key.
	 */
	fixesFor(finding: Finding): readonly QuickFix[] {
		const { findings, index, designs } = this.#deps;
		const { tools, conventions } = findings;
		if (tools === null || conventions === null) return [];
		const designText = designs.textOf.bind(designs);
		return untrack(() =>
			tools.quickFixesFor(finding, { artefacts: index.all, designText }, conventions),
		);
	}

	/**
	 * Makes the change of that title, in one undoable step, on the text as it reads at this moment.
	 * Answers how to take it back where the workspace's undo does not reach: in a Design.
	 */
	apply(finding: Finding, title: string): Result<(() => void) | null, Refusal> {
		const fix = this.fixesFor(finding).find((one) => one.title === title);
		if (fix === undefined) return err(NOT_NOW);
		return ok(this.#make(fix.change));
	}

	#make(change: ArtefactChange): (() => void) | null {
		const { replicas, index, origin } = this.#deps;
		if (change.kind === 'story') replaceStory(index.storiesDoc, change.story, origin);
		if (change.kind === 'context') {
			const doc = openContextsDoc(replicas.of('contexts').doc);
			replaceContext(doc, change.context, origin);
		}
		if (change.kind !== 'design') return null;
		const doc = openDesignDoc(replicas.of(designDocName(change.id)).doc);
		const undo = new Y.UndoManager(doc.markdown, { trackedOrigins: new Set([origin]) });
		setDesign(doc, change.markdown, origin);
		// This change and nothing that comes after it.
		undo.trackedOrigins.clear();
		return () => {
			undo.undo();
			undo.destroy();
		};
	}
}

const NOT_NOW = refusal(
	'fix-not-now',
	'The text has changed, and this change no longer fits.',
	'Look at the findings again.',
);
