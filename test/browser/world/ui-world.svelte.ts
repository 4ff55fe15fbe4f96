/**
 * A Workspace for component tests: real documents and edits on this page, no relay and no log. How
 * an artefact stands is set by the test; what a decision leads to is tested with the real log.
 */
import { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { createEdits } from '#client/state/artefact/create-edits.ts';
import { Designs } from '#client/state/artefact/designs.svelte.ts';
import { createImports } from '#client/state/artefact/imports.ts';
import { MapLayout } from '#client/state/artefact/map-layout.svelte.ts';
import { Undo } from '#client/state/artefact/undo.svelte.ts';
import { CommentThreads } from '#client/state/comment/comments.svelte.ts';
import { EditionBook } from '#client/state/history/editions.svelte.ts';
import { Timeline } from '#client/state/history/timeline.svelte.ts';
import { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { NoticeBoard } from '#client/state/notice/notice-board.svelte.ts';
import type { Parts } from '#client/state/parts.ts';
import { createSearch } from '#client/state/search/create-search.svelte.ts';
import type { HistoryEntry, NotCounted, Person, WorkspacePhase } from '#client/state/surface.ts';
import { TraceBook } from '#client/state/trace/traces.svelte.ts';
import { Workspace } from '#client/state/workspace.svelte.ts';
import { createReplicas, type Replicas } from '#client/sync/replicas.svelte.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import type { ActionOffer } from '#machines/lifecycle/actions.ts';
import { draftView } from '#machines/lifecycle/draft-view.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { DEFAULT_POLICY, type Policy } from '#shared/lifecycle/policy.ts';
import type { CheckoutPlaces } from '#shared/protocol/checkout-places.ts';
import type { FileLines } from '#shared/protocol/file-lines.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { practicesOf } from '#shared/trace/practices.ts';
import { LIVE, meOf, OFFLINE } from '#test/browser/world/connection-words.ts';
import { emptyStore } from '#test/browser/world/empty-store.ts';
import {
	ADA,
	foundingOf,
	HASH,
	invitesOf,
	keyringOf,
	ROBIN,
	teamOf,
} from '#test/browser/world/ui-team.ts';
import { decisionsOf } from '#test/browser/world/world-decisions.ts';
import { Past } from '#test/browser/world/world-past.ts';
import { SessionWorld } from '#test/browser/world/world-sessions.svelte.ts';
import { validationOf } from '#test/browser/world/world-validation.ts';
import { workOf } from '#test/browser/world/world-work.ts';

/** What a test sets, and the components see at once. */
export class World {
	phase = $state<WorkspacePhase>('ready');
	role = $state<Role>('owner');
	people = $state.raw<readonly Person[]>([]);
	views = $state.raw<ReadonlyMap<ArtefactId, Partial<ArtefactView>>>(new Map());
	offers = $state.raw<readonly ActionOffer[]>([]);
	findings = $state.raw<readonly Finding[]>([]);
	/** Whether the real rules look at the documents too. */
	checks = $state(false);
	refusals = $state.raw<readonly NotCounted[]>([]);
	history = $state.raw<readonly HistoryEntry[]>([]);
	offline = $state(false);
	policy = $state.raw<Policy>(DEFAULT_POLICY);
	observed = $state.raw<Observed | null>(null);
	/** The frozen text that is on this device, if one is. */
	frozen = $state<string | null>('# Sign in\n\n- It works\n');
	/** What the relay remembers of texts. */
	readonly past = new Past();
	readComments = $state.raw<ReadonlySet<string>>(new Set());
	where: string | null = null;
	/** What any decision would make suspect. */
	suspects = $state.raw<readonly ArtefactId[]>([]);
	/** What was decided, as `approve st_…`. */
	readonly decided: string[] = [];
	readonly slug = `bookshop-${crypto.randomUUID()}`;
	/** The log that looking back reads; empty until a test starts it. */
	readonly book = new LogBook();
	/** What the relay tells of code and tests; nothing until a test tells it. */
	readonly traces = new TraceBook();
	/** Where files open; null as for a relay that does not say. */
	places = $state.raw<CheckoutPlaces | null>(null);
	/** Where to look in the files of Designs, as the relay tells. */
	readonly lines = new Map<ComponentId, FileLines>();
	/** What the log would fold to of Sessions. */
	readonly sessions = new SessionWorld(
		() => meOf(this),
		() => this.whyNotStart,
	);
	whyNotStart = $state.raw<Refusal | null>(null);
	/** What reasons, goals and questions say, by reference. */
	readonly said = new Map<string, string>();
	readonly refuses = new Map<ArtefactId, Refusal>();
	ondecided: ((id: ArtefactId) => void) | null = null;
	/** Frozen texts by revision; `frozen` is what every other revision says. */
	readonly texts = new Map<Revision, string>();
	readonly replicas: Replicas;
	readonly workspace: Workspace;

	constructor() {
		this.replicas = createReplicas(
			emptyStore,
			createWriteBehind(emptyStore, () => {}),
		);
		this.workspace = new Workspace(partsOf(this));
		for (const name of ['stories', 'contexts']) {
			const replica = this.replicas.of(name);
			replica.generation = HASH;
			replica.loaded = true;
		}
	}

	see(ids: readonly string[]): void {
		this.readComments = new Set([...this.readComments, ...ids]);
	}

	stand(id: ArtefactId, view: Partial<ArtefactView>): void {
		this.views = new Map([...this.views, [id, view]]);
	}
}

export function partsOf(world: World): Parts {
	const { replicas } = world;
	const origin = { kind: 'person', id: ADA } as const;
	const undo = new Undo(replicas, origin);
	const designs = new Designs(replicas, { open() {}, close() {} }, origin);
	const index = new ArtefactIndex(replicas, designs, () => practicesOf(world.policy));
	const { found, validation } = validationOf(world, { index, designs, replicas, origin });
	const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
	const nameOf = (id: string) => (id === ADA ? 'Ada Lovelace' : 'Robin Hobb');
	const names = { of: nameOf, textOf: (ref: string) => world.said.get(ref) ?? 'Say by when.' };
	return {
		slug: 'bookshop-abc123',
		traces: world.traces,
		sessions: world.sessions,
		checkout: {
			get places() {
				return world.places;
			},
			look: async () => {},
			linesOf: (id) => world.lines.get(id) ?? null,
			lookAtLines: async () => {},
		},
		identity: {
			get phase() {
				return world.phase;
			},
			get me() {
				return meOf(world);
			},
			root: HASH,
			rootWords: ['acorn', 'bridge', 'copper', 'delta', 'ember', 'fable'],
			folderName: 'bookshop',
			unconfirmedRecovery: null,
			removed: false,
		},
		artefacts: index,
		files: {
			all: () => world.observed?.questions ?? [],
			of: (id) => (world.observed?.questions ?? []).filter(({ artefact }) => artefact === id),
			fromGit: () =>
				(world.observed?.questions ?? []).filter(({ kind }) => kind === 'tree-differs'),
			answer: async () => ok(undefined),
		},
		imports: createImports(index, undo),
		designs,
		validation,
		search: createSearch(index),
		work: workOf(world, index),
		notices: new NoticeBoard(world.slug, world.past, () => new Date('2026-11-22T07:00:00Z')),
		timeline: new Timeline({ ...world, names, titleOf: (id) => index.titleOf(id) }),
		standing: { ifApproved: () => world.suspects, ifArchived: () => world.suspects },
		editions: new EditionBook({
			...{ replicas, index, designs, origin: undo.origin, facts: world.past, api: world.past },
		}),
		map: new MapLayout(replicas, { open() {}, close() {} }, undo.origin),
		comments: new CommentThreads({
			...{ replicas, names, me: () => meOf(world) },
			rooms: { open() {}, close() {} },
			marks: { isRead: ({ id }) => world.readComments.has(id), see: (ids) => world.see(ids) },
			everyone: () => [ADA, ROBIN],
		}),
		lifecycle: {
			get policy() {
				return world.policy;
			},
			get practices() {
				return practicesOf(world.policy);
			},
			isDecidedOn: (id) => world.views.has(id),
			view: (id) => ({ ...draftView(id), ...world.views.get(id) }),
			actions: () => world.offers,
			downstreamOf: (id) =>
				index.contexts.flatMap((one) => (one.stories.some((story) => story === id) ? one.id : [])),
			...found,
		},
		history: {
			get refusals() {
				return world.refusals;
			},
			uncounted: [],
			of: () => world.history,
			recent: (limit) =>
				world.history.slice(0, limit).map((entry) => ({ ...entry, artefact: null })),
			dismiss(event) {
				world.refusals = world.refusals.filter((entry) => entry.event !== event);
			},
		},
		names,
		texts: { read: async (revision) => world.texts.get(revision) ?? world.frozen },
		status: {
			get connection() {
				return world.offline ? OFFLINE : LIVE;
			},
			saved: { state: 'relay', pending: 0, words: 'Saved' },
			get observed() {
				return world.observed;
			},
			save: async () => ok(['.lintel/log/3fa2.jsonl']),
			writePolicyFile: async () => ok(undefined),
		},
		presence: {
			get people() {
				return world.people;
			},
			setWhere(where) {
				world.where = where;
			},
		},
		undo,
		team: teamOf(),
		keyring: keyringOf(),
		invites: invitesOf(),
		edits: createEdits({
			replicas,
			storiesDoc: () => index.storiesDoc,
			origin: undo.origin,
			random,
			now: () => new Date(),
			member: () => ADA,
			isLogged: (id) => world.views.has(id),
		}),
		decisions: decisionsOf(world),
		founding: foundingOf(),
		close: async () => {},
	};
}
