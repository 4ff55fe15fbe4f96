/** The Sessions of a workspace that is open here, and the engine that moves them on. */
import { SAYS } from '#machines/session/refusals.ts';
import { createSeenSessions, isThrough, seenSession } from '#machines/session/seen-session.ts';
import { createSessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { type StartAsked, whyNotStart } from '#machines/session/why-not-start.ts';
import { createEngine } from '#server/session/engine.ts';
import { startGround, whyNotAtWork } from '#server/session/entry.ts';
import { feedbackOn } from '#server/session/feedback.ts';
import type { SessionGround } from '#server/session/ground.ts';
import { createHandIn } from '#server/session/hand-in.ts';
import { createHold, findSession } from '#server/session/hold.ts';
import { createStepJudge } from '#server/session/judge-step.ts';
import { createLeases } from '#server/session/leases.ts';
import { schemaOf } from '#server/session/parse-output.ts';
import { createScribe } from '#server/session/scribe.ts';
import type { AskedSession, Sessions, StepInHand, Worker } from '#server/session/sessions.ts';
import { createTranscripts } from '#server/session/transcripts.ts';
import { watchSessions } from '#server/session/watch-sessions.ts';
import { type ArtefactId, kindOf, mintId, type SessionId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';

/** `acts`: moves Sessions on by itself; a single command only does what it is asked for. */
export function createSessions(ground: SessionGround, acts: boolean): Sessions {
	const { workspace, now, random } = ground;
	const { journal, relay, store } = workspace;
	const { ledger } = journal;
	const book = createSessionBook(ledger, (ref) => store.log.readBlob(ref)?.text ?? null);
	const scribe = createScribe({ ...ground, book });
	const transcripts = createTranscripts(store, now, ground.onError);
	const listeners = new Set<(session: SessionId) => void>();
	const isAdmitted = (agent: string) =>
		ledger
			.state()
			.membership.agents.keys()
			.some((id) => id === agent);
	const leases = createLeases({ key: relay.signer.keyId, now, isAdmitted });
	const judge = createStepJudge({ ground, book, scribe, tell: write });
	const engine = createEngine({ ground, book, scribe, leases, judge, tell: write });
	const isOpen = (id: ArtefactId) =>
		isThrough(ledger.state().policy, kindOf(id), workspace.viewOf(id));
	const seenAll = createSeenSessions(isOpen);
	const list = () => seenAll(book.list());
	const watching = watchSessions({ ...{ ground, book, engine, acts, changed, transcripts }, list });

	function changed(session: SessionId): void {
		for (const listener of listeners) listener(session);
	}

	function write(session: SessionId, who: string, body: TranscriptBody): void {
		transcripts.add(session, book.get(session)?.step ?? null, who, body);
		changed(session);
	}

	function note({ name }: Worker, session: SessionId, text: string): void {
		write(session, name, { type: 'note', text });
	}

	const find = (session: SessionId) => findSession(book, session);

	const hold = createHold({ workspace, book, scribe, leases, engine, note });
	const submit = createHandIn({
		...{ book, scribe, leases, judge, engine, hold, write },
		lookAt: workspace.lookAt,
	});

	const whyNot = (asked: StartAsked) =>
		whyNotStart({ ...startGround(workspace), sessions: book.list() }, asked);

	let starting: Promise<unknown> = Promise.resolve();

	/** One at a time: of two alike that are asked for at once, the second sees the first. */
	const start: Sessions['start'] = async (by, asked) => {
		const answer = starting.then(() => begin(by, asked));
		starting = answer.catch(() => undefined);
		const begun = await answer;
		if (!begun.ok) return begun;
		await engine.pump();
		return find(begun.value);
	};

	async function begin(
		by: Worker,
		{ kind, artefact, goal }: AskedSession,
	): Promise<Result<SessionId, Refusal>> {
		const no = whyNotAtWork(workspace, by) ?? whyNot({ kind, artefact });
		if (no !== null) return err(no);
		const before = startedBefore(by, { kind, artefact, goal });
		if (before !== null) return ok(before);
		const session = mintId('se', random);
		const words = goal === null || goal.trim() === '' ? null : scribe.words(goal);
		const about = words === null ? {} : { goal: words.ref };
		const payload = { type: 'sessionStarted', session, kind, artefact, ...about } as const;
		const started = await scribe.write(by.id, payload, words === null ? [] : [words]);
		if (!started.ok) return started;
		note(by, session, `Started “${SESSION_TYPES[kind].title}”.`);
		return ok(session);
	}

	/**
	 * The Session alike that the same Agent started and whose first step nobody has taken: who was cut
	 * off before the answer came asks again, and does not know it.
	 */
	function startedBefore(by: Worker, { kind, artefact, goal }: AskedSession): SessionId | null {
		const words = goal === null || goal.trim() === '' ? null : goal;
		const there = book
			.list()
			.find(
				(one) =>
					one.phase === 'preparing' &&
					one.kind === kind &&
					one.artefact === artefact &&
					one.started.by?.kind === 'agent' &&
					one.started.by.agent === by.id &&
					(one.goal === null ? null : scribe.read(one.goal)) === words,
			);
		return there?.id ?? null;
	}

	const preview: Sessions['preview'] = async (asked) => {
		const no = whyNot(asked);
		if (no !== null) return err(no);
		await ground.packsReady();
		const [first] = SESSION_TYPES[asked.kind].steps;
		return ok(first?.kind === 'work' ? ground.packFor(asked, first) : null);
	};

	const take: Sessions['take'] = async (by, session) => {
		await ground.packsReady();
		const taken = await hold.lease(by, session);
		if (!taken.ok) return taken;
		const { state, step } = taken.value;
		return ok(inHand(state, step));
	};

	function inHand(session: SessionState, step: WorkStep): StepInHand {
		return {
			...{ session, step, schema: schemaOf(step), pack: ground.packOf(session, step) },
			until: new Date(leases.until(session)).toISOString(),
			feedback: feedbackOn(session, step.name, ledger, scribe.read),
		};
	}

	const ask: Sessions['ask'] = async (by, session, step, question) => {
		const found = find(session);
		if (!found.ok) return found;
		if (question.trim() === '') return err(emptyQuestion);
		const held = await hold.keep(by, found.value, step);
		if (!held.ok) return held;
		const words = scribe.words(question);
		const asked = { type: 'stepAsked', session, step, question: words.ref } as const;
		const written = await scribe.write(by.id, asked, [words]);
		if (!written.ok) return written;
		note(by, session, `Asked: ${question}`);
		return find(session);
	};

	const release: Sessions['release'] = async (by, session) => {
		const found = find(session);
		if (!found.ok) return found;
		const { lease: held } = found.value;
		if (held === null || !hold.isHolder(by, found.value)) return err(SAYS.notHolder);
		const lapsed = { type: 'leaseLapsed', session, step: held.step, why: 'released' } as const;
		const written = await scribe.write(by.id, lapsed);
		if (!written.ok) return written;
		note(by, session, 'Gave the step back.');
		return find(session);
	};

	const pack: Sessions['pack'] = (session) => {
		const state = book.get(session);
		const spec = state?.step == null ? null : stepOf(state.kind, state.step);
		return state === null || spec?.kind !== 'work' ? null : ground.packOf(state, spec);
	};

	const tell: Sessions['tell'] = (session, who, body) => {
		const state = book.get(session);
		if (state === null) return;
		// A note tells what befell who works, as a wait for a rate limit; it is nothing that they did.
		if (body.type !== 'note') leases.renew(state);
		write(session, who, body);
	};

	return {
		...{ start, preview, take, submit, ask, release, pack, tell },
		list,
		get: (session) => {
			const state = book.get(session);
			return state === null ? null : seenSession(state, isOpen);
		},
		transcript: transcripts.after,
		onChange: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		workIn: ground.folders.workIn,
		folderOf: ground.folders.folderOf,
		stop: () => {
			watching();
			engine.stop();
			judge.stop();
		},
	};
}

const emptyQuestion = refusal('empty-question', 'The question is empty.', 'Ask something.');
