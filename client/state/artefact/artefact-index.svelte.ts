import type * as Y from 'yjs';
import { ContextIndex } from '#client/state/artefact/context-index.ts';
import type { Designs } from '#client/state/artefact/designs.svelte.ts';
import { StoryIndex } from '#client/state/artefact/story-index.ts';
import type { DesignEntry, FieldName } from '#client/state/surface.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { fieldText } from '#shared/doc/field-text.ts';
import type { StoriesDoc } from '#shared/doc/stories-doc.ts';
import { type ArtefactId, ComponentId, kindOf } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { canonicalTextOf, revisionOf } from '#shared/lifecycle/revision.ts';
import { knownDesigns, unlistedDesign } from '#shared/trace/known-designs.ts';
import { EVERY_PRACTICE, type Practices, practised } from '#shared/trace/practices.ts';

/** One list for all that are empty: lists are compared by identity. */
const NONE: readonly never[] = [];

export interface Canonical {
	/** The artefact that was printed. */
	readonly of: AnyArtefact;
	readonly text: string;
	readonly revision: Revision;
}

/** Everything the documents say, parsed once per change and found by id. */
export class ArtefactIndex {
	#replicas: Replicas;
	#stories: StoryIndex;
	#designs: Designs;
	#contexts: ContextIndex;
	#practices: () => Practices;
	#known: {
		readonly contexts: readonly Context[];
		readonly byId: ReturnType<typeof knownDesigns>;
	} | null = null;
	#entries: readonly DesignEntry[] = [];
	#entriesOf: readonly unknown[] = [];
	#all: Artefacts = { stories: [], contexts: [], designs: [] };
	#allOf: readonly unknown[] = [];
	#lines = new Map<ComponentId, { readonly text: string; readonly lines: readonly string[] }>();
	#canonical = new WeakMap<object, Canonical>();

	/** What a team does not practise is in no list; by its id it is still found. */
	constructor(
		replicas: Replicas,
		designs: Designs,
		practices: () => Practices = () => EVERY_PRACTICE,
	) {
		this.#practices = practices;
		this.#replicas = replicas;
		this.#designs = designs;
		this.#stories = new StoryIndex(replicas);
		this.#contexts = new ContextIndex(replicas);
	}

	get loaded(): boolean {
		this.#replicas.changesOf('stories').version;
		const { loaded, generation } = this.#replicas.of('stories');
		return loaded && generation !== null;
	}

	get stories(): readonly Story[] {
		return this.#practices().has('story') ? this.#stories.all : NONE;
	}

	get storiesDoc(): StoriesDoc {
		return this.#stories.doc;
	}

	get contexts(): readonly Context[] {
		return this.#practices().has('context') ? this.#contexts.all : NONE;
	}

	get designs(): readonly DesignEntry[] {
		return this.#practices().has('design') ? this.#allEntries() : NONE;
	}

	get all(): Artefacts {
		const [stories, contexts] = [this.#stories.all, this.#contexts.all];
		const practices = this.#practices();
		const of = [stories, contexts, this.#designs.version, practices];
		if (!isSame(of, this.#allOf)) {
			const designs = this.#designs.ids.flatMap((id) => this.design(id)?.design ?? []);
			this.#allOf = of;
			this.#all = practised({ stories, contexts, designs }, practices);
		}
		return this.#all;
	}

	/** A Design and what its reader found; null without text, or before the reader is here. */
	design(id: ComponentId): ReturnType<Designs['read']> {
		const contexts = this.#contexts.all;
		if (this.#known?.contexts !== contexts) {
			this.#known = { contexts, byId: knownDesigns(contexts) };
		}
		return this.#designs.read(this.#known.byId.get(id) ?? unlistedDesign(id));
	}

	story(id: ArtefactId): Story | null {
		return kindOf(id) === 'story' ? this.#stories.get(id) : null;
	}

	context(id: ArtefactId): Context | null {
		return kindOf(id) === 'context' ? this.#contexts.get(id) : null;
	}

	/** Of whichever kind; null where there is none of this id. */
	artefact(id: ArtefactId): AnyArtefact | null {
		const story = this.story(id);
		if (story !== null) return { kind: 'story', story };
		const context = this.context(id);
		if (context !== null) return { kind: 'context', context };
		const component = ComponentId.safeParse(id);
		const design = component.success ? this.design(component.data)?.design : null;
		return design ? { kind: 'design', design } : null;
	}

	/** The lines of a Design's whole Markdown. */
	linesOf(id: ComponentId): readonly string[] {
		const text = this.#designs.textOf(id);
		if (this.#lines.get(id)?.text !== text) this.#lines.set(id, { text, lines: text.split('\n') });
		return this.#lines.get(id)?.lines ?? NONE;
	}

	titleOf(id: ArtefactId): string {
		const name = this.story(id)?.title ?? this.context(id)?.name ?? this.#componentOf(id);
		return name?.trim() || 'Untitled';
	}

	/** Whether there is any text to decide on: a Component's Design may not be written yet. */
	isWritten(id: ArtefactId): boolean {
		const component = ComponentId.safeParse(id);
		return !component.success || this.#designs.textOf(component.data).trim() !== '';
	}

	/** The canonical text that a signature covers, and its revision; null where there is no text. */
	canonical(id: ArtefactId): Canonical | null {
		const artefact = this.artefact(id);
		switch (artefact?.kind) {
			case 'story':
				return this.#of(artefact.story, artefact);
			case 'context':
				return this.#of(artefact.context, artefact);
			case 'design':
				return this.#of(artefact.design, artefact);
			default:
				return null;
		}
	}

	textOf(id: ArtefactId, field: FieldName): Y.Text {
		const text = fieldText(id, field, (name) => this.#replicas.of(name).doc);
		if (text === null) throw new Error(`${id} has no text field ${field}.`);
		return text;
	}

	#allEntries(): readonly DesignEntry[] {
		const of = [this.#contexts.all, this.#designs.version];
		if (!isSame(of, this.#entriesOf)) {
			this.#entriesOf = of;
			this.#entries = this.#readEntries();
		}
		return this.#entries;
	}

	#readEntries(): readonly DesignEntry[] {
		const held = new Set(this.#designs.ids);
		const entries: DesignEntry[] = this.#contexts.all.flatMap((context) =>
			context.components.map(({ id, name, type, code }) => {
				const hasText = held.delete(id) && this.#designs.textOf(id) !== '';
				return { id, component: name, type, code, context: context.id, hasText };
			}),
		);
		for (const id of held) {
			if (this.#designs.textOf(id) === '') continue;
			const { design, code = '' } = this.design(id) ?? {};
			const { component = 'Design without a component', type = '', context = null } = design ?? {};
			entries.push({ id, component, type, code, context, hasText: true });
		}
		return entries;
	}

	#componentOf(id: ArtefactId): string | undefined {
		return this.#allEntries().find((design) => design.id === id)?.component;
	}

	#of(artefact: object, of: AnyArtefact): Canonical {
		const known = this.#canonical.get(artefact);
		if (known !== undefined) return known;
		const text = canonicalTextOf(of);
		const canonical = { of, text, revision: revisionOf(of.kind, text) };
		this.#canonical.set(artefact, canonical);
		return canonical;
	}
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((value, n) => value === other[n]);
}
