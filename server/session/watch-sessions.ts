/** Wakes the engine, and tells which Sessions changed. */
import type { SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { Engine } from '#server/session/engine.ts';
import type { SessionGround } from '#server/session/ground.ts';
import type { Transcripts } from '#server/session/transcripts.ts';
import type { SessionId } from '#shared/id.ts';

/** How often leases are looked at, in milliseconds. */
const TICK_MS = 30_000;
/** How many ticks lie between two looks for transcripts that are to be forgotten. */
const TICKS_A_DAY = (24 * 60 * 60_000) / TICK_MS;

export function watchSessions(deps: {
	readonly ground: SessionGround;
	readonly book: SessionBook;
	/** As they stand beside what they build on. */
	readonly list: () => readonly SessionState[];
	readonly engine: Engine;
	readonly acts: boolean;
	readonly changed: (session: SessionId) => void;
	readonly transcripts: Transcripts;
}): () => void {
	const { ground, book, list, engine, acts, changed, transcripts } = deps;
	const { journal, onObserved } = ground.workspace;
	let told = new Map<SessionId, SessionState>();
	let ticks = 0;
	let callOff = () => {};
	let stopped = false;

	function wake(): void {
		if (acts && !stopped) engine.pump().catch(ground.onError);
	}

	function look(): void {
		const before = told;
		const all = list();
		told = new Map(all.map((state) => [state.id, state]));
		for (const state of all) if (before.get(state.id) !== state) changed(state.id);
	}

	function tick(): void {
		if (ticks % TICKS_A_DAY === 0) transcripts.forget(book.get);
		ticks++;
		book.renew();
		look();
		wake();
		callOff = ground.timer.after(TICK_MS, tick);
	}

	told = new Map(list().map((state) => [state.id, state]));
	const leave = [
		journal.subscribe(journal.position(), () => {
			look();
			wake();
		}),
		onObserved(() => {
			look();
			wake();
		}),
	];
	if (acts) callOff = ground.timer.after(0, tick);

	return () => {
		stopped = true;
		callOff();
		for (const one of leave) one();
	};
}
