/**
 * The built-in runner of one workspace: an Agent that works on Sessions with a language model.
 *
 *   run ─▶ running ⇄ waiting for people ─▶ ended
 *            │  ▲
 *            ▼  └─ run
 *     paused, stopped (a limit, a failure: it says which)
 *
 * What runs is remembered by the relay: a start after a crash goes on at the step that was under way.
 */
import { type DriveEnd, driveSession } from '#server/runner/drive.ts';
import { limitReached, limitsFrom } from '#server/runner/limits.ts';
import type { MessagesApi } from '#server/runner/model/messages-api.ts';
import { PRICED_ON } from '#server/runner/model/prices.ts';
import { NO_USAGE, sumOf } from '#server/runner/model/usage.ts';
import { isEnded } from '#server/runner/next-move.ts';
import { pieceRedactor, redactor } from '#server/runner/redact.ts';
import { createRunFiles } from '#server/runner/run-files.ts';
import { openRunRecords } from '#server/runner/run-record.ts';
import * as no from '#server/runner/runner-refusals.ts';
import { whyUnready } from '#server/runner/runner-refusals.ts';
import type { RunnerWorld } from '#server/runner/runner-world.ts';
import type { Worker } from '#server/session/sessions.ts';
import type { SessionId } from '#shared/id.ts';
import type { RunnerView, RunView } from '#shared/protocol/run.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface RunAsked {
	readonly model?: string | undefined;
	/** US dollars. */
	readonly maxCost?: number | undefined;
	/** Of whoever asked, for this run alone; it is written nowhere. */
	readonly key?: string | undefined;
}

export type RunnerEvent =
	/** The run of this Session is another than before. */
	| { readonly kind: 'run'; readonly session: SessionId }
	/** What the model says, as it says it, in the run of `session`; null once that is over. */
	| {
			readonly kind: 'said';
			readonly session: SessionId;
			/** The Session itself, or the child that is worked on. */
			readonly at: SessionId;
			readonly text: string | null;
	  };

export interface Runner {
	/** The Agent that it speaks as. */
	readonly worker: Worker;
	view(): RunnerView;
	/** Why it can't run, with the key given here, if any. */
	unready(key?: string): Refusal | null;
	/** Starts a run, or goes on with one; one that runs goes on as it does. */
	run(session: SessionId, asked: RunAsked): Result<RunView, Refusal>;
	/** Ends its work at once and gives the step back. */
	pause(session: SessionId): Promise<Result<RunView, Refusal>>;
	onEvent(listener: (event: RunnerEvent) => void): () => void;
	/** Goes on with what was under way when this relay ended. */
	resume(): void;
	/** Ends all work; what runs goes on at the next start. */
	stop(): Promise<void>;
}

export interface RunnerDeps extends RunnerWorld {
	/** `ANTHROPIC_API_KEY`; null when unset. */
	readonly key: string | null;
	readonly openApi: (key: string) => MessagesApi;
}

interface Active {
	readonly leaving: AbortController;
	readonly ended: Promise<void>;
}

const MOST_AT_ONCE = 4;

export function createRunner(deps: RunnerDeps): Runner {
	const { workspace, sessions, worker } = deps;
	const records = openRunRecords(workspace.store);
	const active = new Map<SessionId, Active>();
	const listeners = new Set<(event: RunnerEvent) => void>();
	let isStopping = false;

	const find = (session: SessionId) => records.list().find((run) => run.session === session);
	const emit = (event: RunnerEvent) => {
		for (const listener of listeners) listener(event);
	};
	const unready = (key: string | null = deps.key) => whyUnready(deps, key);

	function save(run: RunView): RunView {
		records.save(run);
		emit({ kind: 'run', session: run.session });
		return run;
	}

	function change(session: SessionId, next: (run: RunView) => RunView): void {
		const run = find(session);
		if (run !== undefined) save(next(run));
	}

	function run(session: SessionId, asked: RunAsked): Result<RunView, Refusal> {
		const state = sessions.get(session);
		if (state === null) return err(no.noSession(session));
		if (isEnded(state)) return err(no.ended(state));
		const before = find(session);
		if (active.has(session) && before !== undefined) return ok(before);
		const key = asked.key ?? deps.key;
		const not = unready(key);
		if (not !== null || key === null) return err(not ?? no.noKey);
		if (active.size >= MOST_AT_ONCE) return err(no.tooMany);
		if (isBelowActive(session)) return err(no.runsAbove);
		const { config } = workspace.files;
		const { model } = config.runner;
		const limits = limitsFrom(config.runner, asked.maxCost);
		const isGoingOn = before?.status === 'paused';
		const view = save({
			...{ session, status: 'running', model: asked.model ?? before?.model ?? model, limits },
			usage: isGoingOn ? before.usage : NO_USAGE,
			turns: isGoingOn ? before.turns : 0,
			...{ branch: before?.branch ?? null, why: null },
		});
		begin(view, key);
		return ok(view);
	}

	function isBelowActive(session: SessionId): boolean {
		const parent = sessions.get(session)?.parent ?? null;
		return parent !== null && (active.has(parent) || isBelowActive(parent));
	}

	function begin(view: RunView, key: string): void {
		const { session, model } = view;
		const root = sessions.get(session);
		if (root === null) return;
		const leaving = new AbortController();
		const files = createRunFiles(deps, root, view.branch, (branch) =>
			change(session, (now) => ({ ...now, branch })),
		);
		const drive = {
			...{ session, model, files, signal: leaving.signal },
			...{ api: deps.openApi(key), redact: redactor(key), pieces: pieceRedactor(key) },
			limit() {
				const now = find(session);
				return now === undefined ? null : limitReached(now, now.limits);
			},
			onSpent: (_: string, usage: RunView['usage']) =>
				change(session, (now) => ({
					...now,
					usage: sumOf(now.usage, usage),
					turns: now.turns + 1,
				})),
			keepsStep: () => isStopping,
			onText: (at: SessionId, text: string | null) => emit({ kind: 'said', session, at, text }),
			onState: (why: Refusal | null) => {
				const now = find(session);
				const status = why === null ? 'running' : 'waiting';
				if (now?.status !== status || now.why?.reason !== why?.reason)
					change(session, (run) => ({ ...run, status, why }));
			},
		};
		const ended = driveSession(deps, drive)
			.catch((error): DriveEnd => {
				deps.onError(error);
				return { kind: 'stopped', why: no.broken };
			})
			.then(async (end) => {
				if (isStopping) return;
				if (end.kind === 'ended') await files.leave().catch(deps.onError);
				finish(session, end);
			})
			.finally(() => active.delete(session));
		active.set(session, { leaving, ended });
	}

	function finish(session: SessionId, end: DriveEnd): void {
		active.delete(session);
		if (end.kind === 'stopped') {
			const text = `The run stopped. ${end.why.reason} ${end.why.fix}`;
			sessions.tell(session, worker.name, { type: 'note', text });
		}
		change(session, (now) => ({
			...now,
			status: end.kind,
			why: end.kind === 'stopped' ? end.why : null,
		}));
	}

	async function pause(session: SessionId): Promise<Result<RunView, Refusal>> {
		const at = active.get(session);
		at?.leaving.abort();
		await at?.ended;
		const now = find(session);
		return now === undefined ? err(no.noRun(session)) : ok(now);
	}

	return {
		...{ worker, run, pause, unready },
		view: () => ({
			...{ unready: unready(), model: workspace.files.config.runner.model },
			...{ pricedOn: PRICED_ON, runs: [...records.list()] },
		}),
		onEvent(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		resume() {
			for (const view of records.list()) {
				if (view.status !== 'running' && view.status !== 'waiting') continue;
				const not = unready();
				if (not !== null || deps.key === null)
					save({ ...view, status: 'stopped', why: not ?? no.noKey });
				else begin(view, deps.key);
			}
		},
		async stop() {
			isStopping = true;
			for (const { leaving } of active.values()) leaving.abort();
			await Promise.all([...active.values()].map(({ ended }) => ended));
		},
	};
}
