import { Changes } from '#client/state/changes.svelte.ts';
import type { Runner } from '#client/state/sessions.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { SessionId } from '#shared/id.ts';
import { RunnerView, RunView } from '#shared/protocol/run.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

/** The relay's built-in runner, as the relay said last. */
export function createRunner(api: Pick<RelayApi, 'ask'>): Runner {
	const changes = new Changes();
	let view: RunnerView | null = null;
	let away: Refusal | null = notAsked;

	return {
		get whyNot() {
			changes.version;
			return away ?? view?.unready ?? null;
		},
		look,
		isRunning(id) {
			changes.version;
			return view?.runs.some((run) => run.session === id && isOn(run)) ?? false;
		},
		run: (id) => act(id, 'run'),
		pause: (id) => act(id, 'pause'),
	};

	async function look(): Promise<void> {
		const answer = await api.ask('runner', RunnerView, { ticket: true });
		if (answer.ok) view = answer.value;
		away = answer.ok ? null : answer.error;
		changes.touch();
	}

	async function act(id: SessionId, what: 'run' | 'pause'): Promise<Result<void, Refusal>> {
		const request = { method: 'POST', ticket: true, body: {} } as const;
		const answer = await api.ask(`sessions/${id}/${what}`, RunView, request);
		await look();
		return answer.ok ? ok(undefined) : answer;
	}
}

function isOn({ status }: RunView): boolean {
	return status === 'running' || status === 'waiting';
}

const notAsked = refusal(
	'not-asked',
	'The relay has not said yet whether its runner can work.',
	'Wait a moment.',
);
