/** A served repository whose runner speaks to a scripted Messages API, and a person who decides. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SessionState } from '#machines/session/session-state.ts';
import type { Runner } from '#server/runner/runner.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { RunView } from '#shared/protocol/run.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { blobOf, createPerson, type Person } from '#test/e2e/world/person.ts';
import { foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';
import { KEY, type ScriptedApi, startScriptedApi } from '#test/messages-api/scripted-api.ts';

export interface RunnerWorld extends AsyncDisposable {
	readonly served: Served;
	readonly api: ScriptedApi;
	readonly ada: Person;
	readonly runner: Runner;
	readonly folder: string;
	say(payload: EventPayload, ...blobs: readonly Blob[]): Promise<void>;
	/** Starts a Session as the runner's Agent. */
	start(kind: SessionKind, artefact: ArtefactId | null, goal?: string): Promise<SessionState>;
	/** Waits until the run is at this, for this reason if one is named. */
	until(session: SessionId, status: RunView['status'], guard?: string): Promise<RunView>;
	/** Everything in the Session's transcript, as text. */
	transcript(session: SessionId): string;
	git(...args: readonly string[]): string;
}

export async function openRunnerWorld(
	files: Readonly<Record<string, string>>,
	{ key = KEY, founded = true }: { readonly key?: string | null; readonly founded?: boolean } = {},
): Promise<RunnerWorld> {
	const api = await startScriptedApi();
	const served = await serveFolder({ ...files }, {}, fetch, { key, baseUrl: api.url });
	const { workspace } = served;
	const folder = join(served.folder, 'app');
	const ada = await createPerson('ada');
	if (founded) await foundBy(served, ada);
	const runner = served.relay.runners.of(workspace);
	if (runner === null) throw new Error('The runner has no Agent.');

	async function say(payload: EventPayload, ...blobs: readonly Blob[]): Promise<void> {
		const envelope = await signedBy(served, ada, payload);
		const result = await workspace.journal.append([envelope], [], [...blobs]);
		if (!result.ok) throw new Error(JSON.stringify(result));
	}

	return {
		...{ served, api, ada, runner, folder, say },
		async start(kind, artefact, goal) {
			const asked = { kind, artefact, goal: goal ?? null };
			const started = await workspace.sessions.start(runner.worker, asked);
			if (!started.ok) throw new Error(`${started.error.reason} ${started.error.fix}`);
			return started.value;
		},
		async until(session, status, guard) {
			const now = () => runner.view().runs.find((run) => run.session === session);
			for (let tries = 0; tries < 1_000; tries++) {
				const run = now();
				const isIt = run?.status === status && (guard === undefined || run.why?.guard === guard);
				if (run !== undefined && isIt) return run;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			const [run, faults] = [JSON.stringify(now()), api.faults.join(' ')];
			throw new Error(
				`It is not ${status}: ${run} ${faults} ${served.errors} ${JSON.stringify(api.requests.at(-1)?.messages.slice(1))} ${told(session)}`,
			);
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
