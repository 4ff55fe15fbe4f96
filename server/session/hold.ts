/** Who holds a Session's step: an Agent takes it, keeps it by what it does, and takes it up again. */
import { SAYS } from '#machines/session/refusals.ts';
import { buildsOnApproved } from '#machines/session/seen-session.ts';
import type { SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { whyNotReady } from '#machines/session/why-not-start.ts';
import type { Engine } from '#server/session/engine.ts';
import { startGround, whyNotAtWork } from '#server/session/entry.ts';
import type { Leases } from '#server/session/leases.ts';
import type { Scribe } from '#server/session/scribe.ts';
import type { Worker } from '#server/session/sessions.ts';
import { openStep } from '#server/session/take-step.ts';
import type { Workspace } from '#server/workspace.ts';
import type { SessionId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { WorkStep } from '#shared/session/session-type.ts';

export interface Hold {
	/** The step, held by this Agent from here on. */
	lease(
		by: Worker,
		session: SessionId,
	): Promise<Result<{ readonly state: SessionState; readonly step: WorkStep }, Refusal>>;
	/** Whoever's lease lapsed, and whose step nobody took since, takes it up again by what it does. */
	keep(by: Worker, state: SessionState, name: string): Promise<Result<null, Refusal>>;
	isHolder(by: Worker, state: SessionState): boolean;
}

export function createHold(deps: {
	readonly workspace: Pick<Workspace, 'artefacts' | 'viewOf' | 'journal' | 'relay'>;
	readonly book: SessionBook;
	readonly scribe: Scribe;
	readonly leases: Leases;
	readonly engine: Engine;
	readonly note: (by: Worker, session: SessionId, text: string) => void;
}): Hold {
	const { workspace, book, scribe, leases, engine, note } = deps;
	const { relay } = workspace;

	function isHolder({ id }: Worker, { lease }: SessionState): boolean {
		return lease?.by.kind === 'agent' && lease.by.agent === id && lease.key === relay.signer.keyId;
	}

	async function lease(
		by: Worker,
		session: SessionId,
	): Promise<Result<{ readonly state: SessionState; readonly step: WorkStep }, Refusal>> {
		await engine.pump();
		const found = findSession(book, session);
		if (!found.ok) return found;
		const step = openStep(found.value);
		if (!step.ok) return step;
		const no = whyNotAtWork(workspace, by) ?? whyNotWork(found.value);
		if (no !== null) return err(no);
		if (isHolder(by, found.value)) {
			const status = found.value.steps.find(({ name }) => name === step.value.name)?.status;
			if (status === 'submitted') return err(SAYS.beingJudged);
			leases.renew(found.value);
			return ok({ state: found.value, step: step.value });
		}
		const leased = { type: 'stepLeased', session, step: step.value.name } as const;
		const written = await scribe.write(by.id, leased);
		const state = book.get(session) ?? found.value;
		if (!written.ok) {
			// Who asked for it twice at once holds it by the first.
			return isHolder(by, state) ? ok({ state, step: step.value }) : written;
		}
		leases.renew(state);
		note(by, session, `Took the step “${step.value.title}”.`);
		return ok({ state, step: step.value });
	}

	/** Code is written for an approved design, also where it was approved when the Session began. */
	function whyNotWork({ kind, artefact }: SessionState): Refusal | null {
		return buildsOnApproved(kind) ? whyNotReady(startGround(workspace), { kind, artefact }) : null;
	}

	async function keep(
		by: Worker,
		state: SessionState,
		name: string,
	): Promise<Result<null, Refusal>> {
		if (state.ended !== null) return err(SAYS.ended);
		if (state.step !== name) return err(noStep(state, name));
		if (state.lease === null || isHolder(by, state)) {
			const leased = await lease(by, state.id);
			return leased.ok ? ok(null) : leased;
		}
		return err(SAYS.notHolder);
	}

	return { lease, keep, isHolder };
}

export function findSession(book: SessionBook, session: SessionId): Result<SessionState, Refusal> {
	const state = book.get(session);
	return state === null ? err(noSession(session)) : ok(state);
}

function noSession(session: string): Refusal {
	return refusal(
		'no-session',
		`There is no Session ${session} in this workspace.`,
		'Call list_sessions for those that there are.',
	);
}

export function noStep({ step }: SessionState, asked: string): Refusal {
	return step === null
		? SAYS.allDone
		: refusal(
				'other-step',
				`The Session is at the step “${step}”, not at “${asked.slice(0, 60)}”.`,
				'Call get_step, and go on with the step that it gives.',
			);
}
