/** Carries out what `lintel run` asks for, and tells of it until it ended or was left. */
import { meantBy } from '#server/runner/meant-by.ts';
import { planRun } from '#server/runner/plan-run.ts';
import type { Runner } from '#server/runner/runner.ts';
import type { Sessions } from '#server/session/sessions.ts';
import type { Workspace } from '#server/workspace.ts';
import type { SessionId } from '#shared/id.ts';
import type { RunView } from '#shared/protocol/run.ts';
import type { RunLine, RunOrder } from '#shared/protocol/run-line.ts';
import type { Refusal } from '#shared/refusal.ts';
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
	const unready = runner.unready(key ?? undefined);
	if (unready !== null && !order.dryRun) return err(unready);
	const meant = meantBy(workspace, runner, order);
	if (!meant.ok) return meant;
	if (order.dryRun) {
		const plan = await planRun({ workspace, runner }, meant.value, order, unready);
		if (!plan.ok) return plan;
		tell({ type: 'plan', plan: plan.value });
		return ok(null);
	}
	const { session } = meant.value;
	const found = session === null ? await sessions.start(runner.worker, meant.value) : ok(session);
	if (!found.ok) return found;
	const { id } = found.value;

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
		const leaveRunner = runner.onEvent((event) => {
			if (event.session !== id) return;
			if (event.kind === 'run') return look();
			if (event.text !== null && event.text !== '') tell({ type: 'text', text: event.text });
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

function treeOf(sessions: Sessions, session: SessionId): readonly SessionId[] {
	const below = sessions.get(session)?.children ?? [];
	return [session, ...below.flatMap((child) => treeOf(sessions, child.session))];
}
