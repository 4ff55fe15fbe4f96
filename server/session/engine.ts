/**
 * Carries out a relay's duties about Sessions, as `dutiesOf` names them: when the log or the checkout
 * changed, and as time goes by. What it knows is in the log, so a relay that starts again goes on.
 */
import { type Duty, dutiesOf, type Seen } from '#machines/session/duties.ts';
import type { SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { SessionGround } from '#server/session/ground.ts';
import type { StepJudge } from '#server/session/judge-step.ts';
import { submitLater } from '#server/session/later-submissions.ts';
import type { Leases } from '#server/session/leases.ts';
import type { Scribe } from '#server/session/scribe.ts';
import { componentsOf, gateOf } from '#server/session/seen.ts';
import { mintId, type SessionId } from '#shared/id.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';

export interface Engine {
	/** Does what is due, until nothing is. Checks of what was handed in go on beside. */
	pump(): Promise<void>;
	stop(): void;
}

/** More than any log needs at once: a bug would stop here. */
const MOST_ROUNDS = 10_000;

export function createEngine(deps: {
	readonly ground: SessionGround;
	readonly book: SessionBook;
	readonly scribe: Scribe;
	readonly leases: Leases;
	readonly judge: StepJudge;
	readonly tell: (session: SessionId, who: string, body: TranscriptBody) => void;
}): Engine {
	const { ground, book, scribe, leases, judge, tell } = deps;
	const { workspace } = ground;
	const { journal, relay } = workspace;
	let pumping: Promise<void> | null = null;
	let again = false;
	let stopped = false;

	const seen: Seen = {
		key: relay.signer.keyId,
		stateOf: book.get,
		gateOf: (artefact) => gateOf(workspace, artefact),
		componentsOf: (context) => componentsOf(workspace, context),
		hasLapsed: leases.hasLapsed,
	};

	function pump(): Promise<void> {
		again = true;
		pumping ??= run().finally(() => {
			pumping = null;
		});
		return pumping;
	}

	async function run(): Promise<void> {
		while (again && !stopped) {
			again = false;
			await doDuties().catch(ground.onError);
		}
	}

	async function doDuties(): Promise<void> {
		// What this relay says counts once an owner has enrolled it.
		const { membership } = journal.ledger.state();
		if (membership.relayOfKey(relay.signer.keyId) === null) return;
		await submitLater(ground, book);
		const refused = new Set<string>();
		for (let round = 0; round < MOST_ROUNDS; round++) {
			let did = false;
			for (const { id } of book.list()) {
				const state = book.get(id);
				for (const duty of state === null ? [] : dutiesOf(state, seen)) {
					const key = JSON.stringify(duty);
					if (stopped) return;
					if (state === null || refused.has(key)) continue;
					const done = await carryOut(state, duty);
					if (!done) refused.add(key);
					did ||= done;
				}
			}
			if (!did) return;
		}
	}

	/** Whether anything was written. */
	async function carryOut(state: SessionState, duty: Duty): Promise<boolean> {
		const { id: session, step } = state;
		switch (duty.do) {
			case 'check':
				judge.judge(state, duty.attempt).then(pump).catch(ground.onError);
				return false;
			case 'start':
				return startChild(duty);
			case 'end':
				return end(session, duty);
			case 'lapse': {
				if (step === null) return false;
				tell(session, 'Lintel', note('The lease lapsed: the step is open again.'));
				return isDone(await scribe.write(null, { type: 'leaseLapsed', session, step }));
			}
			case 'accept': {
				if (step === null) return false;
				const { content } = duty;
				return isDone(await scribe.write(null, { type: 'stepAccepted', session, step, content }));
			}
			case 'sendBack': {
				if (step === null) return false;
				const { content, reason } = duty;
				tell(session, 'Lintel', note('People asked for changes: the step before is open again.'));
				const sent = { type: 'stepRejected', session, step, content, reason } as const;
				return isDone(await scribe.write(null, sent));
			}
		}
	}

	async function startChild({ kind, artefact, parent }: Extract<Duty, { do: 'start' }>) {
		// One at a time works on a Component: what goes on beside is waited for.
		const beside = book
			.list()
			.some((one) => one.ended === null && one.kind === kind && one.artefact === artefact);
		if (beside) return false;
		const session = mintId('se', ground.random);
		const started = { type: 'sessionStarted', session, kind, artefact, parent } as const;
		return isDone(await scribe.write(null, started));
	}

	async function end(session: SessionId, { outcome }: Extract<Duty, { do: 'end' }>) {
		const ended = { type: 'sessionEnded', session, outcome } as const;
		if (outcome === 'done') return isDone(await scribe.write(null, ended));
		const why = scribe.words(ENDS[outcome]);
		tell(session, 'Lintel', note(ENDS[outcome]));
		return isDone(await scribe.write(null, { ...ended, reason: why.ref }, [why]));
	}

	return {
		pump,
		stop: () => {
			stopped = true;
		},
	};
}

const ENDS = {
	failed: 'What the Session is about was archived.',
	cancelled: 'The Session that asked for it has ended.',
} as const;

function note(text: string): TranscriptBody {
	return { type: 'note', text };
}

function isDone({ ok }: { readonly ok: boolean }): boolean {
	return ok;
}
