import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Sessions } from '#client/state/session/sessions.ts';
import { type Dossier, dossierOf } from '#machines/history/dossier.ts';
import { type Enrolments, enrolmentsIn } from '#machines/history/enrolments.ts';
import { nameIn, recordOf, type Telling } from '#machines/history/history-record.ts';
import { sessionStartOf } from '#machines/history/sessions-started.ts';
import { type Attested, runAround } from '#machines/history/test-run.ts';
import { type Actor, actorOf, artefactOf } from '#machines/history/whose.ts';
import type { HistoryExport, HistoryRecord } from '#shared/export/history.ts';
import { AgentId, type ArtefactId } from '#shared/id.ts';
import { type Deed, deedOf } from '#shared/lifecycle/deed.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

/** One event of the log, with what never changes about it. */
export interface TimelineRow {
	readonly verified: VerifiedEvent;
	readonly actor: Actor;
	readonly artefact: ArtefactId | null;
}

interface TimelineDeps {
	readonly book: LogBook;
	readonly names: Pick<Names, 'of' | 'textOf'>;
	readonly titleOf: (id: ArtefactId) => string;
	/** The fold of artefacts knows nothing of Sessions. */
	readonly sessions: Pick<Sessions, 'uncounted'>;
}

/** The whole log for those who look back: read when it is asked for, and only what is new. */
export class Timeline {
	#deps: TimelineDeps;
	#known = new Map<EventId, TimelineRow>();
	#enrolments: Enrolments | null = null;
	#rows: { readonly version: number; readonly rows: readonly TimelineRow[] } | null = null;
	#telling: Telling;

	constructor(deps: TimelineDeps) {
		this.#deps = deps;
		const { book, names, titleOf, sessions } = deps;
		this.#telling = {
			nameOf: (id) => names.of(id),
			textOf: (ref) => names.textOf(ref),
			titleOf,
			isProvisional: (id) => book.isProvisional(id),
			refusalOf: (id) =>
				book.refused.find(({ verified }) => verified.id === id)?.refusal ??
				sessions.uncounted.get(id) ??
				null,
		};
	}

	/** Oldest first, in the log's order; last what the relay refused of this device. */
	get rows(): readonly TimelineRow[] {
		const { book } = this.#deps;
		const { version } = book.changes;
		if (this.#rows?.version !== version) this.#rows = { version, rows: this.#readRows() };
		return this.#rows.rows;
	}

	/** The row of one event; null where it is not here. */
	row(id: EventId): TimelineRow | null {
		void this.rows;
		return this.#known.get(id) ?? null;
	}

	/** What a replay begins with. */
	get log(): { readonly root: EventId | null; readonly events: readonly VerifiedEvent[] } {
		const { ledger } = this.#deps.book;
		return { root: ledger.state().root, events: [...ledger.events()] };
	}

	/** The event as other programs read it. */
	record({ verified }: TimelineRow): HistoryRecord {
		return recordOf(this.#deps.book.ledger, verified, this.#telling);
	}

	/** Whether every reader's replay counts it. */
	isCounted({ verified: { id } }: TimelineRow): boolean {
		return !this.#deps.book.state.notCounted.has(id) && this.#telling.refusalOf(id) === null;
	}

	/** What was done, in words around the artefact's title. */
	deed({ verified: { event } }: Pick<TimelineRow, 'verified'>): Deed {
		const { ledger } = this.#deps.book;
		const enrolments = enrolmentsIn(ledger);
		const session = sessionStartOf(ledger, event);
		return deedOf(event, (id) => nameIn(enrolments, id, this.#telling), session);
	}

	/** The Member who answers for an Agent, of those who are here; null for anyone else. */
	responsibleFor({ kind, id }: Actor): string | null {
		if (kind !== 'agent') return null;
		const { agents } = this.#deps.book.state.membership;
		const agent = AgentId.safeParse(id);
		return agent.success ? (agents.get(agent.data)?.responsible ?? null) : null;
	}

	/** Everything about one event; null where this device has none of that id. */
	dossier(id: EventId): Dossier | null {
		const { book } = this.#deps;
		const refused = book.refused.find(({ verified }) => verified.id === id);
		const verified = refused?.verified ?? book.ledger.get(id);
		if (verified === null) return null;
		const dossier = dossierOf(book.ledger, verified);
		const refusal = this.#telling.refusalOf(id);
		return refusal === null ? dossier : { ...dossier, weight: { kind: 'not-counted', refusal } };
	}

	/** Every attestation of the test run that an event is of, in the log's order; none for another event. */
	runAround({ event }: Pick<VerifiedEvent, 'event'>): readonly Attested[] {
		return runAround(this.#deps.book.ledger, event);
	}

	/** These, oldest first, in the documented shape. */
	export(rows: readonly TimelineRow[]): HistoryExport {
		const { root } = this.#deps.book.state;
		const events = rows.map((row) => this.record(row));
		return { format: 'lintel/history', version: 1, workspace: root, events };
	}

	#readRows(): readonly TimelineRow[] {
		const { book } = this.#deps;
		const { ledger } = book;
		const enrolments = enrolmentsIn(ledger);
		if (enrolments !== this.#enrolments) this.#known.clear();
		this.#enrolments = enrolments;
		const rowOf = (verified: VerifiedEvent): TimelineRow => {
			const known = this.#known.get(verified.id);
			if (known !== undefined) return known;
			const { event } = verified;
			const row = {
				verified,
				actor: actorOf(enrolments, event),
				artefact: artefactOf(ledger, event) ?? sessionStartOf(ledger, event)?.artefact ?? null,
			};
			this.#known.set(verified.id, row);
			return row;
		};
		const refused = book.refused.map(({ verified }) => verified);
		return [...ledger.events(), ...refused].map(rowOf);
	}
}
