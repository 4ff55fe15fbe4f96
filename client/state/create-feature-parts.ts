import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Designs } from '#client/state/artefact/designs.svelte.ts';
import { createImports } from '#client/state/artefact/imports.ts';
import { MapLayout } from '#client/state/artefact/map-layout.svelte.ts';
import type { Undo } from '#client/state/artefact/undo.svelte.ts';
import { CommentThreads } from '#client/state/comment/comments.svelte.ts';
import type { Findings } from '#client/state/findings/findings.svelte.ts';
import { Validation } from '#client/state/findings/validation.svelte.ts';
import { EditionBook } from '#client/state/history/editions.svelte.ts';
import { Timeline } from '#client/state/history/timeline.svelte.ts';
import type { Lifecycle } from '#client/state/lifecycle/lifecycle.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import { createStanding } from '#client/state/lifecycle/standing.ts';
import { createInvites } from '#client/state/member/create-invites.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Presence } from '#client/state/member/presence.svelte.ts';
import type { Network } from '#client/state/network.svelte.ts';
import { NoticeBoard } from '#client/state/notice/notice-board.svelte.ts';
import { ReadMarks } from '#client/state/notice/read-marks.svelte.ts';
import type { FeatureParts } from '#client/state/parts.ts';
import { createSearch } from '#client/state/search/create-search.svelte.ts';
import { createSessions } from '#client/state/session/create-sessions.ts';
import type { SessionNews } from '#client/state/session/session-news.svelte.ts';
import type { Status } from '#client/state/status.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import { RelayCheckout } from '#client/state/trace/checkout.svelte.ts';
import { createFileQuestions } from '#client/state/trace/file-questions.ts';
import type { Traces } from '#client/state/trace/traces.svelte.ts';
import { WorkDesk } from '#client/state/trace/work.svelte.ts';
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
