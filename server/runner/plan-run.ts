/** What a run would do, for who wants to look first: nothing is started, leased or asked. */
import type { SessionState } from '#machines/session/session-state.ts';
import { limitsFrom } from '#server/runner/limits.ts';
import type { Meant } from '#server/runner/meant-by.ts';
import { nextMove } from '#server/runner/next-move.ts';
import type { Runner } from '#server/runner/runner.ts';
import { ended } from '#server/runner/runner-refusals.ts';
import { branchName } from '#server/runner/worktree/branch-name.ts';
import type { Workspace } from '#server/workspace.ts';
import { entryOf } from '#shared/artefact/entry.ts';
import type { RunOrder, RunPlan } from '#shared/protocol/run-line.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';

type Next = Pick<RunPlan, 'step' | 'pack' | 'why'>;

export async function planRun(
	{ workspace, runner }: { readonly workspace: Workspace; readonly runner: Runner },
	meant: Meant,
	{ model, maxCost }: Pick<RunOrder, 'model' | 'maxCost'>,
	unready: Refusal | null,
): Promise<Result<RunPlan, Refusal>> {
	const { session, kind, artefact } = meant;
	const next =
		session === null ? await firstOf(workspace, meant) : ok(nextOf(workspace, runner, session));
	if (!next.ok) return err(next.error);
	const { runner: config } = workspace.files.config;
	const before = runner.view().runs.find((run) => run.session === session?.id);
	const title = artefact === null ? '' : (entryOf(workspace.artefacts(), artefact)?.title ?? '');
	const named = before?.branch ?? branchName(kind, title, artefact);
	return ok({
		kind,
		artefact: artefact === null ? null : { id: artefact, title },
		session: session?.id ?? null,
		branch: writesFiles(kind) ? named : null,
		model: model ?? before?.model ?? config.model,
		limits: limitsFrom(config, maxCost ?? undefined),
		...next.value,
		why: unready ?? next.value.why,
	});
}

async function firstOf({ sessions }: Workspace, meant: Meant): Promise<Result<Next, Refusal>> {
	const pack = await sessions.preview(meant);
	if (!pack.ok) return pack;
	const step = SESSION_TYPES[meant.kind].steps[0]?.title ?? null;
	return ok({ step, pack: pack.value, why: null });
}

/** Where its children work, the step of the one that is next. */
function nextOf({ sessions }: Workspace, { worker }: Runner, session: SessionState): Next {
	const move = nextMove(sessions.get, session.id, worker.id);
	const at = move.kind === 'work' ? sessions.get(move.session) : session;
	const step = at?.step == null ? null : (stepOf(at.kind, at.step)?.title ?? null);
	const pack = at === null ? null : sessions.pack(at.id);
	const why = move.kind === 'wait' ? move.why : move.kind === 'ended' ? ended(session) : null;
	return { step, pack, why };
}

/** A step of its own, or of the Sessions that it starts. */
function writesFiles(kind: SessionKind): boolean {
	return SESSION_TYPES[kind].steps.some((step) => {
		if (step.kind === 'work') return step.writes.some((one) => one === 'test' || one === 'code');
		return step.kind === 'children' && step.sessions.some(writesFiles);
	});
}
