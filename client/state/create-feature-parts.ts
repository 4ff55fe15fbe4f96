import type { ArtefactIndex } from '#client/state/artefact-index.svelte.ts';
import { RelayCheckout } from '#client/state/checkout.svelte.ts';
import { CommentThreads } from '#client/state/comments.svelte.ts';
import { createInvites } from '#client/state/create-invites.ts';
import { createSearch } from '#client/state/create-search.svelte.ts';
import { createSessions } from '#client/state/create-sessions.ts';
import type { Designs } from '#client/state/designs.svelte.ts';
import { EditionBook } from '#client/state/editions.svelte.ts';
import { createFileQuestions } from '#client/state/file-questions.ts';
import type { Findings } from '#client/state/findings.svelte.ts';
import { createImports } from '#client/state/imports.ts';
import type { Lifecycle } from '#client/state/lifecycle.svelte.ts';
import type { LogBook } from '#client/state/log-book.svelte.ts';
import { MapLayout } from '#client/state/map-layout.svelte.ts';
import type { Names } from '#client/state/names.svelte.ts';
import type { Network } from '#client/state/network.svelte.ts';
import { NoticeBoard } from '#client/state/notice-board.svelte.ts';
import type { FeatureParts } from '#client/state/parts.ts';
import type { Presence } from '#client/state/presence.svelte.ts';
import { ReadMarks } from '#client/state/read-marks.svelte.ts';
import type { SessionNews } from '#client/state/session-news.svelte.ts';
import type { Signing } from '#client/state/signing.ts';
import { createStanding } from '#client/state/standing.ts';
import type { Status } from '#client/state/status.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import { Timeline } from '#client/state/timeline.svelte.ts';
import type { Traces } from '#client/state/traces.svelte.ts';
import type { Undo } from '#client/state/undo.svelte.ts';
import { Validation } from '#client/state/validation.svelte.ts';
import { WorkDesk } from '#client/state/work.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { Random } from '#shared/id.ts';

/** What every feature may build on: documents, log, relay and who is looking. */
export interface Core {
	readonly slug: string;
	readonly now: () => Date;
	readonly random: Random;
	readonly api: RelayApi;
	readonly replicas: Replicas;
	readonly network: Network;
	readonly book: LogBook;
	readonly names: Names;
	readonly index: ArtefactIndex;
	readonly designs: Designs;
	readonly findings: Findings;
	readonly lifecycle: Lifecycle;
	readonly presence: Presence;
	readonly signing: Signing;
	readonly status: Status;
	readonly traces: Traces;
	readonly news: SessionNews;
	readonly log: LogStore;
	readonly me: () => Me | null;
	/** Transactions of this origin are this person's to undo. */
	readonly origin: Origin;
	readonly undo: Undo;
}

/** The parts that rest on the core, one a feature. */
export function createFeatureParts(core: Core): FeatureParts {
	const { slug, replicas, network, names, book, index, log, me, now, undo } = core;
	const marks = new ReadMarks(slug, log, now);
	const everyone = () => {
		const { members, agents } = book.state.membership;
		return [...members.keys(), ...agents.keys()];
	};
	const sessions = createSessions(core);
	return {
		validation: new Validation(core),
		comments: new CommentThreads({ replicas, rooms: network.live, names, marks, me, everyone }),
		editions: new EditionBook({ ...core, facts: log }),
		files: createFileQuestions(core.status, core.api),
		imports: createImports(index, undo),
		invites: createInvites(core),
		map: new MapLayout(replicas, network.live, core.origin),
		search: createSearch(index),
		notices: new NoticeBoard(slug, log, now),
		timeline: new Timeline({ book, names, sessions, titleOf: (id) => index.titleOf(id) }),
		standing: createStanding(index, book),
		checkout: new RelayCheckout(core.api, now),
		work: new WorkDesk({
			...core,
			observed: () => core.status.observed,
			sessions: () => sessions.all,
		}),
		sessions,
	};
}
