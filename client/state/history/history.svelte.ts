import { Changes } from '#client/state/changes.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { HistoryEntry, NotCounted } from '#client/state/surface.ts';
import { enrolmentsIn } from '#machines/history/enrolments.ts';
import { runKeyOf } from '#machines/history/test-run.ts';
import { actorOf, artefactOf } from '#machines/history/whose.ts';
import { counted, figure } from '#shared/counted.ts';
import type { ArtefactId } from '#shared/id.ts';
import { deedOf } from '#shared/lifecycle/deed.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { wordsOf } from '#shared/lifecycle/event-words.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';

type Entry = HistoryEntry & {
	readonly artefact: ArtefactId | null;
	/** The same for all that one test run attested; null for other events. */
	readonly run: string | null;
	/** How an attested run of its tests came out. */
	readonly passed: boolean | null;
};

interface HistoryDeps {
	readonly book: LogBook;
	readonly names: Pick<Names, 'of' | 'textOf'>;
	readonly titleOf: (id: ArtefactId) => string;
	ownKey(): KeyId | null;
	/** Why the relay will not have this device; then what waits to be sent will not arrive. */
	shutOut(): Refusal | null;
	/** Remembers on this device that a refusal was read. */
	readonly keepDismissed: (event: EventId) => void;
}

/** The log as people read it. */
export class History {
	#deps: HistoryDeps;
	#dismissed = new Set<EventId>();
	#changes = new Changes();

	constructor(deps: HistoryDeps) {
		this.#deps = deps;
	}

	takeDismissed(events: readonly EventId[]): void {
		for (const event of events) this.#dismissed.add(event);
		this.#changes.touch();
	}

	dismiss(event: EventId): void {
		this.#deps.keepDismissed(event);
		this.takeDismissed([event]);
	}

	of(id: ArtefactId): readonly HistoryEntry[] {
		return this.#newestFirst().filter((entry) => entry.artefact === id);
	}

	/** A test run of many Designs is one entry. */
	recent(limit: number): readonly Entry[] {
		const all = this.#newestFirst();
		const recent: Entry[] = [];
		for (let at = 0; at < all.length && recent.length < limit; ) {
			const first = all[at];
			let end = at + 1;
			while (first?.run != null && all[end]?.run === first.run) end++;
			if (first !== undefined)
				recent.push(end - at === 1 ? first : ofRun(first, all.slice(at, end)));
			at = end;
		}
		return recent;
	}

	/** Everything in the log that does not count, whoever signed it, newest first. */
	get uncounted(): readonly Entry[] {
		return this.#newestFirst().filter(({ notCounted }) => notCounted !== null);
	}

	/** What this device decided and the relay or the fold did not take. */
	get refusals(): readonly NotCounted[] {
		this.#changes.version;
		const { book } = this.#deps;
		const mine = this.#deps.ownKey();
		const folded = [...book.state.notCounted].flatMap(([id, refusal]) => {
			const verified = book.ledger.get(id);
			return verified?.event.by.key === mine && verified !== null ? { verified, refusal } : [];
		});
		const shutOut = this.#deps.shutOut();
		const stuck =
			shutOut === null ? [] : book.provisional.map((verified) => ({ verified, refusal: shutOut }));
		return [...book.refused, ...folded, ...stuck]
			.filter(({ verified }) => !this.#dismissed.has(verified.id))
			.map(({ verified, refusal }) => this.#notCounted(verified, refusal));
	}

	#all: { readonly book: number; readonly entries: readonly Entry[] } | null = null;

	#newestFirst(): readonly Entry[] {
		const { book } = this.#deps;
		const { version } = book.changes;
		if (this.#all?.book !== version) {
			const known = [...book.ledger.events()].map((verified) => this.#entry(verified));
			const refused = book.refused.map(({ verified }) => this.#entry(verified));
			const entries = [...known, ...refused].reverse();
			this.#all = { book: version, entries };
		}
		return this.#all.entries;
	}

	/** Names and titles are looked up when they are read, since they may arrive later. */
	#entry({ id, event, assurance }: VerifiedEvent): Entry {
		const { book, names } = this.#deps;
		const refused = book.refused.find(({ verified }) => verified.id === id)?.refusal ?? null;
		const artefact = artefactOf(book.ledger, event);
		return {
			event: id,
			type: event.type,
			at: event.at,
			get by() {
				return names.of(actorOf(enrolmentsIn(book.ledger), event).id);
			},
			// Without an artefact in front, they say themselves who it was done to.
			get words() {
				return artefact === null ? deedOf(event, (who) => names.of(who))[0] : wordsOf(event);
			},
			revision: isRevised(event) ? event.revision : null,
			assurance,
			provisional: book.isProvisional(id),
			notCounted: refused ?? book.state.notCounted.get(id) ?? null,
			get reason() {
				return 'reason' in event && event.reason !== undefined ? names.textOf(event.reason) : null;
			},
			artefact,
			run: runKeyOf(event),
			passed: event.type === 'attested' ? event.result === 'green' : null,
		};
	}

	#notCounted({ id, event }: VerifiedEvent, refusal: Refusal): NotCounted {
		const artefact = artefactOf(this.#deps.book.ledger, event);
		const what = artefact === null ? '' : ` “${this.#deps.titleOf(artefact)}”`;
		const words = `Not counted: you ${wordsOf(event)}${what}. ${refusal.reason} ${refusal.fix}`;
		return { event: id, artefact, refusal, words };
	}
}

function ofRun(first: Entry, run: readonly Entry[]): Entry {
	const failed = run.filter(({ passed }) => passed === false).length;
	const came = failed === 0 ? 'all passed' : `${figure(failed)} failed`;
	const words = `ran the tests of ${counted(run.length, 'design')}: ${came}`;
	return { ...first, artefact: null, words };
}

function isRevised(event: LifecycleEvent) {
	return event.type === 'submitted' || event.type === 'approved';
}
