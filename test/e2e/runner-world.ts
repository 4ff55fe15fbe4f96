/** A served repository whose runner speaks to a scripted Messages API, and a person who decides. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SessionState } from '#machines/session/session-state.ts';
import type { Runner } from '#server/runner/runner.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { RunView } from '#shared/protocol/run.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { blobOf, createPerson, type Person } from '#test/e2e/person.ts';
import { append, foundBy, type Served, serveFolder, signedBy } from '#test/e2e/served.ts';
import { KEY, type ScriptedApi, startScriptedApi } from '#test/messages-api/scripted-api.ts';

export interface RunnerWorld extends AsyncDisposable {
	readonly served: Served;
	readonly api: ScriptedApi;
	readonly ada: Person;
	readonly runner: Runner;
	readonly folder: string;
	say(payload: EventPayload): Promise<void>;
	approve(artefact: ArtefactId): Promise<void>;
	/** Starts a Session as the runner's Agent. */
	start(kind: SessionKind, artefact: ArtefactId | null, goal?: string): Promise<SessionState>;
	/** Waits until the run is at this. */
	until(session: SessionId, status: RunView['status']): Promise<RunView>;
	/** Everything in the Session's transcript, as text. */
	transcript(session: SessionId): string;
	git(...args: readonly string[]): string;
}

export async function openRunnerWorld(
	files: Readonly<Record<string, string>>,
): Promise<RunnerWorld> {
	const api = await startScriptedApi();
	const served = await serveFolder({ ...files }, {}, fetch, { key: KEY, baseUrl: api.url });
	const { workspace } = served;
	const folder = join(served.folder, 'app');
	const ada = await createPerson('ada');
	await foundBy(served, ada);
	const runner = served.relay.runners.of(workspace);
	if (runner === null) throw new Error('The runner has no Agent.');
	const say = async (payload: EventPayload) => append(served, await signedBy(served, ada, payload));

	return {
		...{ served, api, ada, runner, folder, say },
		async approve(artefact) {
			const { submission } = workspace.viewOf(artefact);
			if (submission === null) throw new Error(`Nobody submitted ${artefact}.`);
			const { event, revision } = submission;
			await say({ type: 'approved', answers: event, revision });
		},
		async start(kind, artefact, goal) {
			const asked = { kind, artefact, goal: goal ?? null };
			const started = await workspace.sessions.start(runner.worker, asked);
			if (!started.ok) throw new Error(`${started.error.reason} ${started.error.fix}`);
			return started.value;
		},
		async until(session, status) {
			const now = () => runner.view().runs.find((run) => run.session === session);
			await expect
				.poll(() => now()?.status, { timeout: 20_000, message: told(session) })
				.toBe(status);
			const run = now();
			if (run === undefined) throw new Error('It does not run.');
			return run;
		},
		transcript: told,
		git: (...args) =>
			execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=a@b', ...args], {
				...{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
			}).trimEnd(),
		async [Symbol.asyncDispose]() {
			await served[Symbol.asyncDispose]();
			await api[Symbol.asyncDispose]();
		},
	};

	function told(session: SessionId): string {
		return JSON.stringify(workspace.sessions.transcript(session, 0, 1_000), null, 1);
	}
}

export async function admitRunner({ runner, ada, say }: RunnerWorld): Promise<void> {
	const { id, name } = runner.worker;
	await say({
		...{ type: 'agentAdded', agent: id, name: blobRefOf(blobOf(name)) },
		responsible: ada.id,
	});
}
