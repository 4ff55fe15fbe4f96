/** Drives one Session, and its children, until it ended, was paused, or may not go on. */
import type { MessagesApi } from '#server/runner/model/messages-api.ts';
import type { Usage } from '#server/runner/model/usage.ts';
import { isEnded, nextMove } from '#server/runner/next-move.ts';
import type { PieceRedactor } from '#server/runner/redact.ts';
import type { RunFiles } from '#server/runner/run-files.ts';
import type { RunnerWorld } from '#server/runner/runner-world.ts';
import { stepFiles } from '#server/runner/step-files.ts';
import type { StepEnd } from '#server/runner/turn-loop.ts';
import type { SessionId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export interface Drive {
	readonly session: SessionId;
	readonly api: MessagesApi;
	readonly redact: (text: string) => string;
	readonly pieces: PieceRedactor;
	readonly model: string;
	readonly files: RunFiles;
	/** Pauses it. */
	readonly signal: AbortSignal;
	limit(): Refusal | null;
	onSpent(model: string, usage: Usage): void;
	/** What is said in a Session, as it is said; null once that is over. */
	onText(session: SessionId, text: string | null): void;
	/** It works, or waits for what `why` says. */
	onState(why: Refusal | null): void;
	/** Whether a step that it holds is kept: what runs goes on with it at the next start. */
	keepsStep(): boolean;
}

export type DriveEnd = { readonly kind: 'ended' } | Exclude<StepEnd, { kind: 'over' }>;

export async function driveSession(world: RunnerWorld, drive: Drive): Promise<DriveEnd> {
	const { sessions, worker } = world;
	const { signal } = drive;
	using changes = createChanges(world, signal);
	for (;;) {
		if (signal.aborted) return { kind: 'paused' };
		const seen = changes.count();
		const move = nextMove(sessions.get, drive.session, worker.id);
		if (move.kind === 'ended') return { kind: 'ended' };
		if (move.kind === 'wait') {
			drive.onState(move.why);
			await changes.after(seen);
			continue;
		}
		drive.onState(null);
		const end = await workOn(world, drive, move.session);
		if (end.kind === 'later') {
			drive.onState(end.why);
			await changes.after(seen);
		} else if (end.kind !== 'over') {
			if (end.kind === 'paused' && !signal.aborted) continue;
			if (!drive.keepsStep()) await sessions.release(worker, move.session);
			return end;
		}
	}
}

/** Prepares a step, takes it and works on it. */
async function workOn(
	world: RunnerWorld,
	drive: Drive,
	session: SessionId,
): Promise<StepEnd | { readonly kind: 'later'; readonly why: Refusal }> {
	const { sessions, worker, workspace } = world;
	const limit = drive.limit();
	if (limit !== null) return { kind: 'stopped', why: limit };
	// The folder first: the pack shows the files that are in it.
	const before = sessions.get(session);
	if (before === null) return { kind: 'over' };
	const spec = await sessions.take(worker, session);
	if (!spec.ok) return { kind: 'later', why: spec.error };
	const { step } = spec.value;
	const folder = await drive.files.folderFor(before, step);
	if (!folder.ok) return { kind: 'stopped', why: folder.error };
	const files = stepFiles(workspace, before, step);
	const writesFiles = step.writes.includes('test') || step.writes.includes('code');
	if (writesFiles && files.writable.length === 0) return { kind: 'stopped', why: noTrace };
	// Again, now that the folder is known: a lease of one's own is renewed.
	const hand = writesFiles ? await sessions.take(worker, session) : spec;
	if (!hand.ok) return { kind: 'later', why: hand.error };

	// What speaks to models and tools takes long to load: no start of Lintel waits for it.
	const { workOnStep } = await import('#server/runner/work-on-step.ts');
	using leaving = leavesWith(drive.signal);
	const listening = sessions.onChange((changed) => {
		if (changed === session && isLost(world, session)) leaving.abort();
	});
	try {
		return await workOnStep(world, {
			...{ hand: hand.value, folder: folder.value, files, signal: leaving.signal },
			...{ api: drive.api, redact: drive.redact, pieces: drive.pieces, model: drive.model },
			...{ limit: drive.limit, onSpent: drive.onSpent },
			onText: (text) => drive.onText(session, text),
			// What is checked is what is committed: a crash after that loses nothing.
			beforeSubmit: async () =>
				writesFiles ? drive.files.keep(before, step, files, drive.model) : null,
		});
	} finally {
		listening();
	}
}

/** Somebody took the step over, or the Session ended under it. */
function isLost({ sessions, worker }: RunnerWorld, session: SessionId): boolean {
	const state = sessions.get(session);
	if (state === null || isEnded(state)) return true;
	const by = state.lease?.by;
	return by !== undefined && !(by.kind === 'agent' && by.agent === worker.id);
}

/** A controller that the given signal aborts too. */
function leavesWith(signal: AbortSignal) {
	const controller = new AbortController();
	const abort = () => controller.abort();
	if (signal.aborted) abort();
	signal.addEventListener('abort', abort);
	return {
		...{ signal: controller.signal, abort },
		[Symbol.dispose]: () => signal.removeEventListener('abort', abort),
	};
}

/** Counts changes of Sessions, so that none is missed between a look and the wait for the next. */
function createChanges({ sessions }: RunnerWorld, signal: AbortSignal) {
	let count = 0;
	let wake: () => void = () => {};
	const stir = () => {
		count += 1;
		wake();
	};
	const leave = sessions.onChange(stir);
	signal.addEventListener('abort', stir);
	return {
		count: () => count,
		after(seen: number): Promise<void> {
			return new Promise((resolve) => {
				if (count > seen) resolve();
				else wake = resolve;
			});
		},
		[Symbol.dispose]() {
			leave();
			signal.removeEventListener('abort', stir);
		},
	};
}

const noTrace = refusal(
	'no-trace',
	'No rule and no map says which file this step writes.',
	'Give the component its code path in the context map, or a path rule in lintel.config.json; then run the session again.',
);
