import { Changes } from '#client/state/changes.svelte.ts';
import type { SessionNews } from '#client/state/session/session-news.svelte.ts';
import type { Runner } from '#client/state/session/sessions.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { SessionId } from '#shared/id.ts';
import { RunnerView, RunView } from '#shared/protocol/run.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

/** The relay's built-in runner, as the relay said last. */
export function createRunner(
	api: Pick<RelayApi, 'ask'>,
	news: Pick<SessionNews, 'listen'>,
): Runner {
	const changes = new Changes();
	let view: RunnerView | null = null;
	let away: Refusal | null = notAsked;
	let asking: Promise<void> | null = null;
	/** Whether something happened while it was asked. */
	let again = false;

	return {
		get whyNot() {
			changes.version;
			return away ?? view?.unready ?? null;
		},
		get known() {
			changes.version;
			return away !== notAsked;
		},
		look,
		follow: () => news.listen(() => void look()),
		isRunning(id) {
			changes.version;
			return view?.runs.some((run) => run.session === id && isOn(run)) ?? false;
		},
		run: (id) => act(id, 'run'),
		pause: (id) => act(id, 'pause'),
	};

	/** One request at a time; it resolves when what is so now is known. */
	function look(): Promise<void> {
		again = asking !== null;
		asking ??= ask().finally(() => {
			asking = null;
		});
		return asking;
	}

	async function ask(): Promise<void> {
		do {
			again = false;
			const answer = await api.ask('runner', RunnerView, { ticket: true });
			if (answer.ok) view = answer.value;
			away = answer.ok ? null : answer.error;
			changes.touch();
		} while (again);
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
