/** What every artefact said when, and who changed it: recorded, thinned out, and told. */
import { readFields } from '#server/history/read-fields.ts';
import { createRecorder } from '#server/history/recorder.ts';
import { toThin } from '#server/history/thinning.ts';
import type { Journal } from '#server/log/journal.ts';
import type { Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { Timer } from '#server/timer.ts';
import { editionText } from '#shared/artefact/edition-text.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import {
	type Edition,
	EditionFields,
	type EditionHead,
	type EditionPage,
} from '#shared/protocol/history.ts';

/** A start has better things to do first. */
const STOCK_AFTER_MS = 300;
const AT_ONCE = 50;
const DAY_MS = 24 * 3_600_000;
const MOST = 200;

export interface History {
	/** Every artefact can be read now: takes in, a moment later, what nobody was seen to write. */
	begin(): void;
	/** At most `limit` editions before a number (null: the newest), newest first. */
	list(id: ArtefactId, before: number | null, limit: number): EditionPage;
	read(id: ArtefactId, n: number): Edition | null;
	/** Stores what is open, and ends. */
	stop(): void;
}

export interface HistoryDeps {
	readonly rooms: Rooms;
	readonly store: Store;
	readonly journal: Journal;
	readonly timer: Timer;
	readonly now: () => Date;
	/** Every artefact that has text. */
	readonly ids: () => readonly ArtefactId[];
	readonly titleOf: (id: string) => string;
	readonly designRevision: (id: ArtefactId) => Revision | null;
	readonly onError: (error: unknown) => void;
}

export function createHistory(deps: HistoryDeps): History {
	const { rooms, store, journal, timer } = deps;
	const { editions } = store;
	const recorder = createRecorder({
		...deps,
		fieldsOf: (id) => readFields(rooms, id),
		revisionOf,
	});
	let cancel = () => {};
	const leave = journal.subscribe(journal.position(), ({ envelopes }) => {
		for (const { event } of envelopes) closeBefore(event);
	});

	function begin(): void {
		cancel = timer.after(STOCK_AFTER_MS, () => takeStock(deps.ids()));
	}

	/** A decision stands between what was written before it and after. */
	function closeBefore(event: LifecycleEvent): void {
		if ('artefact' in event && event.artefact !== null) recorder.close(event.artefact);
		if (!('answers' in event)) return;
		const answered = journal.ledger.get(event.answers)?.event;
		if (answered?.type === 'submitted') recorder.close(answered.artefact);
	}

	function revisionOf(id: ArtefactId): Revision | null {
		const fields = readFields(rooms, id);
		if (fields === null) return null;
		return fields.kind === 'design' ? deps.designRevision(id) : revisionOfArtefact(fields);
	}

	/** A few at a time, so that nobody waits for it. */
	function takeStock(ids: readonly ArtefactId[]): void {
		recorder.takeStock(ids.slice(0, AT_ONCE));
		const rest = ids.slice(AT_ONCE);
		if (rest.length === 0) recorder.stockTaken();
		cancel = timer.after(rest.length > 0 ? 1 : STOCK_AFTER_MS, () =>
			rest.length > 0 ? takeStock(rest) : thin([...editions.latest().keys()]),
		);
	}

	function thin(ids: readonly ArtefactId[]): void {
		try {
			for (const id of ids.slice(0, AT_ONCE)) {
				const heads = editions.list(id, null, Number.POSITIVE_INFINITY);
				const gone = heads.length < 3 ? [] : toThin(heads, deps.now(), isDecided);
				if (gone.length > 0) editions.remove(id, gone);
			}
		} catch (error) {
			deps.onError(error);
		}
		const rest = ids.slice(AT_ONCE);
		cancel = timer.after(rest.length > 0 ? 1 : DAY_MS, () =>
			thin(rest.length > 0 ? rest : [...editions.latest().keys()]),
		);
	}

	function isDecided({ artefact, revision }: EditionHead): boolean {
		if (revision === null) return false;
		const state = journal.ledger.state().artefacts.get(artefact);
		if (state === undefined) return false;
		const submitted = state.submissions.some((one) => one.revision === revision);
		return submitted || state.approvedRevisions.includes(revision);
	}

	function list(id: ArtefactId, before: number | null, limit: number): EditionPage {
		recorder.flush();
		const most = Math.max(1, Math.min(MOST, limit));
		const found = editions.list(id, before, most + 1);
		return { editions: found.slice(0, most), more: found.length > most };
	}

	function read(id: ArtefactId, n: number): Edition | null {
		recorder.flush();
		const stored = editions.read(id, n);
		if (stored === null) return null;
		const { content, hash: _, ...head } = stored;
		// Written by this relay, perhaps by an older version of it.
		const fields = EditionFields.safeParse(JSON.parse(content));
		if (!fields.success) return null;
		return { ...head, fields: fields.data, text: editionText(fields.data, deps.titleOf) };
	}

	function stop(): void {
		cancel();
		leave();
		recorder.stop();
	}

	return { begin, list, read, stop };
}
