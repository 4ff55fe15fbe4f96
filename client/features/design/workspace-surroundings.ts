import { mount, unmount } from 'svelte';
import type { Surroundings } from '#client/features/design/editor/surroundings.ts';
import ReferenceCard from '#client/features/design/ReferenceCard.svelte';
import { typesHere } from '#client/features/design/template-preview.ts';
import { artefactHref } from '#client/features/frame/places.ts';
import StateMark from '#client/features/frame/StateMark.svelte';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { stateWords } from '#shared/lifecycle/phase.ts';
import {
	createReferenceResolver,
	type ReferenceTarget,
	referenceTargets,
} from '#shared/trace/reference-targets.ts';
import { goto } from '$app/navigation';

/** The workspace as the editor of one of its designs asks about it. */
export function surroundingsOf(workspace: Workspace): Surroundings {
	let known: Known | null = null;
	const marks = new Map<string, HTMLElement>();

	function now(): Known {
		const { stories, contexts } = workspace;
		if (known?.stories !== stories || known.contexts !== contexts) {
			const targets = referenceTargets({ stories, contexts });
			known = { stories, contexts, targets, resolve: createReferenceResolver(targets) };
		}
		return known;
	}

	return {
		targets: () => now().targets,
		resolve: (reference) => now().resolve(reference),
		stateOf: (id) => workspace.view(id),
		componentTypes: () => typesHere(workspace, ''),
		open: (id) => void goto(artefactHref(workspace.slug, id)),
		showCard(box, target) {
			const props = {
				target,
				state: workspace.view(target.artefact),
				lines: firstLines(workspace, target),
			};
			const card = mount(ReferenceCard, { target: box, props });
			return () => void unmount(card);
		},
		// Drawn once for each state and copied: a list shows dozens, anew with every key.
		markOf(id) {
			const state = workspace.view(id);
			const words = stateWords(state);
			const drawn = marks.get(words) ?? document.createElement('span');
			if (!marks.has(words)) mount(StateMark, { target: drawn, props: { state } });
			marks.set(words, drawn);
			const copy = document.createElement('span');
			copy.append(drawn.cloneNode(true));
			return copy;
		},
	};
}

interface Known {
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	readonly targets: readonly ReferenceTarget[];
	readonly resolve: Surroundings['resolve'];
}

const LINES = 3;

function firstLines(workspace: Workspace, { artefact, kind }: ReferenceTarget): string[] {
	// A criterion is its title; nothing follows.
	if (kind === 'criterion') return [];
	const text =
		workspace.story(artefact)?.narrative ??
		workspace.context(artefact)?.responsibilities ??
		workspace.artefacts.designs.find(({ id }) => id === artefact)?.body;
	return (text ?? '')
		.split('\n')
		.map((line) => line.replace(/<!--.*?-->/g, '').trim())
		.filter((line) => line !== '' && !line.startsWith('#'))
		.slice(0, LINES);
}
