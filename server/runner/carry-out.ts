/** Carries out what `lintel run` asks for, and tells of it until it ended or was left. */
import type { SessionState } from '#machines/session/session-state.ts';
import { namedArtefact } from '#server/runner/named-artefact.ts';
import { isEnded } from '#server/runner/next-move.ts';
import type { Runner } from '#server/runner/runner.ts';
import type { Sessions } from '#server/session/sessions.ts';
import type { Workspace } from '#server/workspace.ts';
import type { SessionId } from '#shared/id.ts';
import type { RunView } from '#shared/protocol/run.ts';
import type { RunLine, RunOrder } from '#shared/protocol/run-line.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface RunHooks {
	/** Leaving pauses the run. */
	readonly signal: AbortSignal;
	tell(line: RunLine): void;
}

const MOST_ENTRIES = 200;

export async function carryOut(
	{ workspace, runner }: { readonly workspace: Workspace; readonly runner: Runner },
	order: RunOrder,
	key: string | null,
	{ signal, tell }: RunHooks,
): Promise<Result<RunView | null, Refusal>> {
	const { sessions } = workspace;
	const unready = order.dryRun ? null : runner.unready(key ?? undefined);
	if (unready !== null) return err(unready);
	const found = await sessionFor(workspace, runner, order);
	if (!found.ok) return found;
	const { id } = found.value;
	if (order.dryRun) {
		const pack = sessions.pack(id);
		if (pack !== null) tell({ type: 'pack', pack });
		return pack === null ? err(noPack) : ok(null);
	}

	const heard = new Map<SessionId, number>(treeOf(sessions, id).map((one) => [one, lastOf(one)]));
	function lastOf(session: SessionId): number {
		let last = 0;
		for (;;) {
			const entries = sessions.transcript(session, last, MOST_ENTRIES);
			if (entries.length === 0) return last;
			last = entries.at(-1)?.n ?? last;
		}
	}
	function tellEntries(): void {
		for (const session of treeOf(sessions, id)) {
			for (const entry of sessions.transcript(session, heard.get(session) ?? 0, MOST_ENTRIES)) {
				heard.set(session, entry.n);
				tell({ type: 'entry', entry });
			}
		}
	}

	return new Promise((resolve) => {
		const leaveSessions = sessions.onChange(tellEntries);
		const leaveRunner = runner.onEvent(({ session, text }) => {
			if (session !== id) return;
			if (text !== null) return tell({ type: 'text', text });
			look();
		});
		const pause = () => void runner.pause(id);
		const { model, maxCost } = order;
		const started = runner.run(id, {
			...{ model: model ?? undefined, maxCost: maxCost ?? undefined, key: key ?? undefined },
		});
		if (!started.ok) return end(started);
		signal.addEventListener('abort', pause);
		if (signal.aborted) pause();
		look();

		function look(): void {
			const now = runner.view().runs.find(({ session }) => session === id);
			if (now === undefined) return;
			tellEntries();
			tell({ type: 'run', run: now });
			if (now.status !== 'running' && now.status !== 'waiting') end(ok(now));
		}

		function end(result: Result<RunView, Refusal>): void {
			leaveSessions();
			leaveRunner();
			signal.removeEventListener('abort', pause);
			resolve(result);
		}
	});
}

async function sessionFor(
	workspace: Workspace,
	{ worker, view }: Runner,
	{ session: named, kind, artefact, goal }: RunOrder,
): Promise<Result<SessionState, Refusal>> {
	const { sessions } = workspace;
	const last = view().runs.findLast(({ status }) => status !== 'ended');
	const session = named ?? (kind === null ? (last?.session ?? null) : null);
	if (session !== null) {
		const state = sessions.get(session);
		return state === null ? err(noSession(session)) : ok(state);
	}
	if (kind === null) return err(nothingNamed);
	const about = artefact === null ? ok(null) : namedArtefact(workspace.artefacts(), artefact);
	if (!about.ok) return about;
	const open = sessions
		.list()
		.find((one) => one.kind === kind && one.artefact === about.value && !isEnded(one));
	return open ? ok(open) : sessions.start(worker, { kind, artefact: about.value, goal });
}

function treeOf(sessions: Sessions, session: SessionId): readonly SessionId[] {
	const below = sessions.get(session)?.children ?? [];
	return [session, ...below.flatMap((child) => treeOf(sessions, child.session))];
}

const nothingNamed = refusal(
	'no-session-type',
	'Neither a type of session nor a session was named.',
	'For example: lintel run component-tests SessionStore, or lintel run --resume.',
);

const noPack = refusal(
	'no-pack',
	'The session has no step that anybody could work on now.',
	'Look at it in the app: it may wait for people.',
);

function noSession(session: string): Refusal {
	return refusal(
		'no-session',
		`There is no session ${session} here.`,
		'Open Sessions in the app for those that are.',
	);
}
