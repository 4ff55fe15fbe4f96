import type { Decided } from '#client/state/lifecycle/decisions.ts';
import type { Attached, Signing } from '#client/state/lifecycle/signing.ts';
import type { SessionDeed, SessionDeeds } from '#client/state/session/sessions.ts';
import type { Me } from '#client/state/surface.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { mintId, type Random, SessionId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';
import { stepOf } from '#shared/session/session-types.ts';
import { STEP_OUTPUTS } from '#shared/session/step-output.ts';

export interface SessionDeedDeps {
	readonly signing: Pick<Signing, 'sign' | 'blobOf'>;
	readonly random: Random;
	readonly me: () => Me | null;
	readonly of: (id: SessionId) => SessionState | null;
	readonly whyNotStart: SessionDeeds['whyNotStart'];
}

/** What a member does about Sessions: each is an event that this device's key signs. */
export function createSessionDeeds(deps: SessionDeedDeps): SessionDeeds {
	const { signing, of } = deps;

	return {
		whyNotStart: (asked) => roleRefusal() ?? deps.whyNotStart(asked),
		whyNot,

		async start({ kind, artefact, goal }) {
			const no = roleRefusal() ?? deps.whyNotStart({ kind, artefact });
			if (no !== null) return err(no);
			const session = SessionId.parse(mintId('se', deps.random));
			const said = goal.trim() === '' ? null : signing.blobOf(goal.trim());
			const payload = { type: 'sessionStarted', session, kind, artefact } as const;
			const signed = await signing.sign(
				said === null ? payload : { ...payload, goal: blobRefOf(said) },
				{ blobs: said === null ? [] : [said] },
			);
			return signed.ok ? ok(session) : signed;
		},

		answer: (id, text) =>
			doing(id, 'answer', ({ waiting, step }) => {
				if (waiting?.for !== 'answer' || step === null) return null;
				const blob = signing.blobOf(text);
				const payload = { type: 'stepAnswered', session: id, step } as const;
				return [
					{ ...payload, asked: waiting.question, answer: blobRefOf(blob) },
					{ blobs: [blob] },
				];
			}),

		reopen: (id, note) =>
			doing(id, 'reopen', ({ step }) => {
				if (step === null) return null;
				const payload = { type: 'stepReopened', session: id, step } as const;
				if (note.trim() === '') return [payload];
				const blob = signing.blobOf(note.trim());
				return [{ ...payload, note: blobRefOf(blob) }, { blobs: [blob] }];
			}),

		async takeOver(id) {
			const no = whyNot(id, 'takeOver');
			const session = of(id);
			if (no !== null) return err(no);
			if (session === null || session.step === null) return err(SAYS.unknown);
			const { step } = session;
			if (session.lease !== null) {
				const lapsed = { type: 'leaseLapsed', session: id, step, why: 'taken' } as const;
				const freed = await signing.sign(lapsed);
				if (!freed.ok) return freed;
			}
			return sign({ type: 'stepLeased', session: id, step });
		},

		async handIn(id, output) {
			const session = of(id);
			const step = session?.step ?? null;
			const spec = session === null || step === null ? null : stepOf(session.kind, step);
			if (spec?.kind !== 'work') return err(SAYS.noStep);
			const parsed = STEP_OUTPUTS[spec.output].safeParse(output);
			if (!parsed.success) return err(SAYS.notWhole);
			return doing(id, 'handIn', () => {
				const blob = signing.blobOf(canonicalJson(parsed.data));
				const payload = { type: 'stepSubmitted', session: id, step: spec.name } as const;
				return [{ ...payload, content: blobRefOf(blob) }, { blobs: [blob] }];
			});
		},

		giveBack: (id) =>
			doing(id, 'giveBack', ({ step }) =>
				step === null ? null : [{ type: 'leaseLapsed', session: id, step, why: 'released' }],
			),

		cancel: (id, reason) =>
			doing(id, 'cancel', () => {
				const payload = { type: 'sessionEnded', session: id, outcome: 'cancelled' } as const;
				if (reason.trim() === '') return [payload];
				const blob = signing.blobOf(reason.trim());
				return [{ ...payload, reason: blobRefOf(blob) }, { blobs: [blob] }];
			}),
	};

	function roleRefusal(): Refusal | null {
		const me = deps.me();
		if (me === null) return SAYS.nobody;
		return me.role === 'viewer' ? SAYS.viewer : null;
	}

	function whyNot(id: SessionId, deed: SessionDeed): Refusal | null {
		const session = of(id);
		if (session === null) return SAYS.unknown;
		const no = roleRefusal();
		if (no !== null) return no;
		if (session.ended !== null) return SAYS.ended;
		switch (deed) {
			case 'answer':
				return session.waiting?.for === 'answer' ? null : SAYS.noQuestion;
			case 'reopen': {
				const waits = session.waiting?.for;
				return waits === 'retry' || waits === 'children' ? null : SAYS.notStuck;
			}
			case 'takeOver':
				return whyNotTake(session);
			case 'handIn':
			case 'giveBack':
				return isMine(session) ? null : SAYS.notHeld;
			case 'cancel':
				return null;
		}
	}

	function whyNotTake(session: SessionState): Refusal | null {
		const { kind, step, steps } = session;
		const spec = step === null ? null : stepOf(kind, step);
		if (spec?.kind !== 'work') return SAYS.noStep;
		if (isMine(session)) return SAYS.held;
		const status = steps.find(({ name }) => name === step)?.status;
		if (status === 'submitted') return SAYS.checking;
		return status === 'waiting' ? SAYS.waits : null;
	}

	function isMine({ lease }: SessionState): boolean {
		return lease?.by.kind === 'member' && lease.by.member === deps.me()?.member;
	}

	async function doing(
		id: SessionId,
		deed: SessionDeed,
		compose: (session: SessionState) => readonly [EventPayload, Attached?] | null,
	): Decided {
		const no = whyNot(id, deed);
		if (no !== null) return err(no);
		const session = of(id);
		const composed = session === null ? null : compose(session);
		return composed === null ? err(SAYS.unknown) : sign(...composed);
	}

	async function sign(payload: EventPayload, attached?: Attached): Decided {
		const signed = await signing.sign(payload, attached);
		return signed.ok ? ok(undefined) : signed;
	}
}

const SAYS = {
	nobody: refusal(
		'not-a-member',
		'This browser holds no key of a member.',
		'Ask an owner to let this device in.',
	),
	viewer: refusal(
		'role',
		'A viewer may read, and nothing else.',
		'Ask an owner for the role of author.',
	),
	unknown: refusal('session', 'There is no such session.', 'Open the list of sessions.'),
	ended: refusal('session-ended', 'The session has ended.', 'Start another one.'),
	noQuestion: refusal('no-question', 'Nothing was asked.', 'Read what the session waits for.'),
	notStuck: refusal(
		'not-stuck',
		'The step has tries left.',
		'Wait for what comes, take the step over, or cancel the session.',
	),
	noStep: refusal(
		'no-work-step',
		'No step waits for somebody to work on it.',
		'Read what the session waits for.',
	),
	held: refusal('held', 'You hold this step.', 'Hand it in, or give it back.'),
	notHeld: refusal('not-held', 'You don’t hold this step.', 'Take it over first.'),
	checking: refusal(
		'being-checked',
		'What was handed in is being checked.',
		'Wait until the relay has checked it.',
	),
	waits: refusal(
		'waits-for-person',
		'The step waits for a person.',
		'Answer, or give it another try, before anybody works on it.',
	),
	notWhole: refusal(
		'output',
		'What you hand in is not whole.',
		'Say what was done, and name at least one artefact or file.',
	),
} as const;
