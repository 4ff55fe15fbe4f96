/** The runner of each workspace that one Lintel serves. */
import { createAgentTokens } from '#server/access/agent-tokens.ts';
import { runTests } from '#server/evidence/run-tests.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { createAgentPresence } from '#server/mcp/presence.ts';
import { createReadBases } from '#server/mcp/read-bases.ts';
import type { MessagesApi } from '#server/runner/model/messages-api.ts';
import { PRICED_ON } from '#server/runner/model/prices.ts';
import { openRunRecords } from '#server/runner/run-record.ts';
import { createRunner, type Runner } from '#server/runner/runner.ts';
import { noKey, RUNNER_NAME } from '#server/runner/runner-refusals.ts';
import { createGit } from '#server/runner/worktree/git.ts';
import { createWorktrees } from '#server/runner/worktree/worktrees.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Random, SessionId } from '#shared/id.ts';
import type { RunnerView } from '#shared/protocol/run.ts';

/** Where the model is, and who pays for it. */
export interface ModelAccess {
	/** `ANTHROPIC_API_KEY`, or what the system keeps; null without. It is handed to the API and to nothing else. */
	readonly key: string | null;
	/** `ANTHROPIC_BASE_URL`; null for the API itself. */
	readonly baseUrl: string | null;
	/** All that a program which a model may start finds in its environment. */
	readonly environment: Readonly<Record<string, string>>;
}

export interface RunnersDeps {
	readonly version: string;
	readonly model: ModelAccess;
	/** Where worktrees are made; outside of every repository. */
	readonly worktrees: string;
	readonly baseUrl: () => string;
	readonly disk: Disk;
	readonly run: Run;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	readonly onError: (error: unknown) => void;
}

export interface Runners {
	/** Null where an owner ended the runner's Agent, or there are too many. */
	of(workspace: Workspace): Runner | null;
	/** What people see of it; null as above. Looking makes no Agent where there is no key for it. */
	view(workspace: Workspace): RunnerView | null;
	/** Goes on with what was under way here when the last Lintel ended. */
	resume(workspace: Workspace): void;
	/** Hears of every Session whose run is another than before: it started, spends, waits, paused or ended. */
	onRun(listener: (workspace: Workspace, session: SessionId) => void): () => void;
	/** Hears what is being said in Sessions, piece by piece; null once that is over. */
	onSaid(
		listener: (workspace: Workspace, session: SessionId, text: string | null) => void,
	): () => void;
	stop(): Promise<void>;
}

export function createRunners(deps: RunnersDeps): Runners {
	const runners = new Map<Workspace, Runner>();
	const listeners = new Set<(workspace: Workspace, session: SessionId) => void>();
	const hearers = new Set<Parameters<Runners['onSaid']>[0]>();

	function create(workspace: Workspace): Runner | null {
		const { folder, slug, store, files, sessions } = workspace;
		const agent = createAgentTokens({ ...deps, store: store.agents }).named(RUNNER_NAME);
		if (!agent.ok) return null;
		const { key, baseUrl, environment } = deps.model;
		const place = `${deps.worktrees}/${slug}`;
		const worktrees = createWorktrees({
			...{ disk: deps.disk, root: folder, place },
			git: createGit({ runTests, environment }),
			share: files.config.runner.share,
		});
		return createRunner({
			...deps,
			...{ workspace, sessions, worktrees, place, environment, runTests, key },
			worker: { id: agent.value.id, name: agent.value.name },
			presence: createAgentPresence(workspace, deps.timer),
			bases: createReadBases(),
			url: () => `${deps.baseUrl()}/w/${slug}`,
			openApi: (given) => laterApi({ key: given, baseUrl }),
		});
	}

	function of(workspace: Workspace): Runner | null {
		const known = runners.get(workspace);
		if (known !== undefined) return known;
		const made = create(workspace);
		if (made === null) return null;
		runners.set(workspace, made);
		made.onEvent((event) => {
			if (event.kind === 'run') for (const one of [...listeners]) one(workspace, event.session);
			else for (const one of [...hearers]) one(workspace, event.at, event.text);
		});
		return made;
	}

	/** Whoever never ran anything needs no Agent for it, and no owner is asked to admit one. */
	function ran(workspace: Workspace): boolean {
		return runners.has(workspace) || openRunRecords(workspace.store).list().length > 0;
	}

	return {
		of,
		view(workspace) {
			if (deps.model.key !== null || ran(workspace)) return of(workspace)?.view() ?? null;
			const { model } = workspace.files.config.runner;
			return { unready: noKey, model, pricedOn: PRICED_ON, runs: [] };
		},
		resume(workspace) {
			if (ran(workspace)) of(workspace)?.resume();
		},
		onRun(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		onSaid(listener) {
			hearers.add(listener);
			return () => void hearers.delete(listener);
		},
		async stop() {
			await Promise.all([...runners.values()].map((runner) => runner.stop()));
		},
	};
}

/** Loaded when something is asked: no start of Lintel waits for the SDK. */
function laterApi(access: { readonly key: string; readonly baseUrl: string | null }): MessagesApi {
	let opening: Promise<MessagesApi> | null = null;

	async function open(): Promise<MessagesApi> {
		const { createMessagesApi } = await import('#server/runner/model/messages-api.ts');
		return createMessagesApi(access);
	}

	return {
		async ask(request, hooks) {
			opening ??= open();
			return (await opening).ask(request, hooks);
		},
	};
}
