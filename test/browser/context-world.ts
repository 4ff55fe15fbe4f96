/**
 * A workspace in memory for the map and the designs: real documents and edits behind the real
 * Workspace; no relay, no database, no log. Phases are what a test says they are.
 */
import { ArtefactIndex } from '#client/state/artefact-index.svelte.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import { createEdits } from '#client/state/create-edits.ts';
import { Designs } from '#client/state/designs.svelte.ts';
import type { Parts } from '#client/state/parts.ts';
import type { Me, Person } from '#client/state/surface.ts';
import { Undo } from '#client/state/undo.svelte.ts';
import { Workspace } from '#client/state/workspace.svelte.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import { createReplicas, type Replicas } from '#client/sync/replicas.svelte.ts';
import type { ArtefactView, Phase } from '#machines/lifecycle/observe.ts';
import { type ArtefactId, kindOf, type Random } from '#shared/id.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { refusal } from '#shared/refusal.ts';
import { err } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ContextWorld {
	readonly workspace: Workspace;
	readonly replicas: Replicas;
	readonly phases: Map<ArtefactId, Phase>;
	/** Runs what reads phases, people or findings again. */
	readonly changes: Changes;
	readonly findings: Finding[];
	people: readonly Person[];
}

export const ADA: Me = {
	member: 'mb_0000000ada',
	name: 'Ada',
	role: 'owner',
	key: '0'.repeat(64),
};

const later = async () => err(refusal('no-relay', 'There is no relay here.', 'Use the app.'));
const nothing: DocStore = {
	list: async () => [],
	load: async () => null,
	append: async () => {},
	newestMine: async () => 0,
	acknowledge: async () => {},
	unsent: async () => new Map(),
	abandon: async () => {},
	carried: async () => null,
	dropCarried: async () => {},
	compact: async () => {},
};

export function createContextWorld(me: Me | null = ADA): ContextWorld {
	const changes = new Changes();
	const phases = new Map<ArtefactId, Phase>();
	const findings: Finding[] = [];
	const origin = { kind: 'person', id: 'ada' } as const;
	const replicas = createReplicas(nothing, {
		add: () => {},
		waiting: 0,
		flush: async () => {},
		take: () => [],
	});
	const designs = new Designs(replicas, { open: () => {}, close: () => {} });
	const artefacts = new ArtefactIndex(replicas, designs);
	const edits = createEdits({
		replicas,
		storiesDoc: () => artefacts.storiesDoc,
		origin,
		random: seeded(),
		now: () => new Date('2026-11-22T09:00:00Z'),
		member: () => me?.member ?? null,
		isLogged: (id) => (phases.get(id) ?? 'draft') !== 'draft',
	});
	const world = { replicas, phases, changes, findings, people: [] };

	function view(id: ArtefactId): ArtefactView {
		changes.version;
		return {
			id,
			kind: kindOf(id),
			phase: phases.get(id) ?? 'draft',
			standing: 'current',
			bypassed: false,
			submission: null,
			returned: null,
			approvedRevision: null,
			approvals: [],
			quorum: 1,
			brokenBasis: [],
			changedSinceApproval: false,
			lastReason: null,
		};
	}

	const parts: Parts = {
		slug: 'shop',
		identity: { phase: 'ready', me, root: null, rootWords: [], folderName: 'shop' },
		artefacts,
		designs,
		comments: { threads: () => [] },
		lifecycle: {
			policy: DEFAULT_POLICY,
			view,
			actions: () => [],
			downstreamOf: (id) =>
				artefacts.context(id)?.components.map((component) => component.id) ?? [],
			findings: (id) => (id ? findings.filter(({ artefact }) => artefact === id) : findings),
		},
		history: { refusals: [], of: () => [], recent: () => [], dismiss: () => {} },
		names: { of: (id) => id, textOf: () => null },
		texts: { read: async () => null },
		status: {
			connection: { state: 'live', words: 'Live' },
			saved: { state: 'relay', pending: 0, words: 'Saved' },
			observed: null,
			save: later,
		},
		presence: {
			get people() {
				changes.version;
				return world.people;
			},
			setWhere: () => {},
		},
		undo: new Undo(replicas, origin),
		team: {
			members: [],
			agents: [],
			pendingAgents: [],
			relays: [],
			joins: [],
			addMember: later,
			addDevice: later,
			changeRole: later,
			removeMember: later,
			removeKey: later,
			admitAgent: later,
			createAgent: later,
			revokeAgent: later,
			handOver: later,
		},
		edits,
		decisions: {
			submit: later,
			approve: later,
			requestChanges: later,
			withdraw: later,
			reaffirm: later,
			bypass: later,
			archive: later,
			restore: later,
			setPolicy: later,
		},
		founding: { found: later, requestJoin: later, recover: later },
		close: async () => replicas.close(),
	};
	return Object.assign(world, { workspace: new Workspace(parts) });
}

/** Bytes that differ from call to call and are the same in every run. */
function seeded(): Random {
	let state = 1;
	return (count) =>
		Uint8Array.from({ length: count }, () => {
			state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
			return state >>> 24;
		});
}
