import * as Y from 'yjs';
import type { Parts } from '#client/state/parts.ts';
import type { ConnectionWords } from '#client/state/surface.ts';
import type { FirstLook } from '#client/sync/first-look.ts';
import { draftView } from '#machines/lifecycle/draft-view.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Story } from '#shared/artefact/story.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import type { ArtefactId } from '#shared/id.ts';
import { EVERY_PRACTICE } from '#shared/trace/practices.ts';

/** What can be seen of a workspace before all of it has loaded. */
export type SeenParts = Pick<
	Parts,
	'slug' | 'identity' | 'artefacts' | 'lifecycle' | 'status' | 'presence'
>;

export interface FirstParts extends SeenParts {
	/** What this device keeps has been read. */
	take(look: FirstLook): void;
	/** The rest of the app did not load. */
	fail(): void;
}

/**
 * A workspace as this browser left it: the Stories that this device keeps, in the states it saw
 * last. `opening` until there is a look, and where there is none.
 */
export function createFirstParts(slug: string): FirstParts {
	let look = $state.raw<FirstLook | null>(null);
	let stories = $state.raw<readonly Story[]>([]);
	let failed = $state(false);

	return {
		slug,
		take(taken) {
			look = taken;
			stories = storiesIn(taken);
		},
		fail() {
			failed = true;
		},
		identity: {
			get phase() {
				return look === null ? ('opening' as const) : ('ready' as const);
			},
			get me() {
				return look?.glance.me ?? null;
			},
			get root() {
				return look?.glance.root ?? null;
			},
			rootWords: [],
			unconfirmedRecovery: null,
			removed: false,
			get folderName() {
				return look?.glance.folder ?? '';
			},
		},
		artefacts: {
			get stories() {
				return stories;
			},
			contexts: [],
			designs: [],
			get all() {
				return { stories, contexts: [], designs: [] };
			},
			get loaded() {
				return look !== null;
			},
			story: storyOf,
			context: () => null,
			titleOf: (id) => storyOf(id)?.title.trim() || 'Untitled',
			canonical: () => null,
			textOf: notYet,
		},
		lifecycle: {
			get policy() {
				return notYet();
			},
			get practices() {
				return new Set(look?.glance.practices ?? EVERY_PRACTICE);
			},
			isDecidedOn: () => true,
			view: (id) => ({ ...draftView(id), ...stateOf(id) }),
			actions: () => [],
			downstreamOf: () => [],
			findings: () => [],
			isKnown: () => false,
		},
		status: {
			get connection() {
				return failed ? NOT_LOADED : CONNECTING;
			},
			saved: { state: 'relay', pending: 0, words: '' },
			observed: null,
			save: notYet,
			writePolicyFile: notYet,
		},
		presence: { people: [], setWhere() {} },
	};

	function storyOf(id: ArtefactId): Story | null {
		return stories.find((story) => story.id === id) ?? null;
	}

	function stateOf(id: ArtefactId): Partial<ArtefactView> {
		const states: Readonly<Partial<Record<ArtefactId, Partial<ArtefactView>>>> =
			look?.glance.states ?? {};
		return states[id] ?? {};
	}
}

const CONNECTING: ConnectionWords = { state: 'connecting', words: 'Connecting to the relay…' };
const NOT_LOADED: ConnectionWords = {
	state: 'offline',
	words: 'The rest of Lintel did not load. Open the page again.',
};

function storiesIn({ updates }: FirstLook): readonly Story[] {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	return readStories(openStoriesDoc(doc));
}

/** Screens ask for more only of a workspace that is whole. */
function notYet(): never {
	throw new Error('The workspace is still opening.');
}
