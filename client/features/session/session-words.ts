import { spanWords } from '#client/features/session/clock-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Author } from '#machines/lifecycle/state.ts';
import { isHeldUp } from '#machines/session/seen-session.ts';
import type {
	SessionPhase,
	SessionState,
	StepState,
	WaitingFor,
} from '#machines/session/session-state.ts';
import type { ArtefactId } from '#shared/id.ts';
import { MOST_ATTEMPTS } from '#shared/session/budget.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';

const PHASES: Readonly<Record<SessionPhase, string>> = {
	preparing: 'Preparing',
	working: 'Working',
	validating: 'Validating',
	revising: 'Revising',
	waiting: 'Waiting for a person',
	done: 'Done',
	failed: 'Failed',
	cancelled: 'Cancelled',
};

export function phaseWords(phase: SessionPhase): string {
	return PHASES[phase];
}

/** What a type is called in lists: “Write a component’s tests”. */
export function typeWords({ kind }: Pick<SessionState, 'kind'>): string {
	return SESSION_TYPES[kind].title;
}

export function stepTitle({ kind }: Pick<SessionState, 'kind'>, name: string): string {
	return stepOf(kind, name)?.title ?? name;
}

/** “Step 2 of 4: Write the test file”; once it ended, how long it took and how far it came. */
export function progressWords({ kind, step, steps, started, ended, phase }: SessionState): string {
	const at = steps.findIndex(({ name }) => name === step);
	if (ended !== null) {
		const span = spanWords(started.at, ended.at);
		if (phase === 'done') return `Took ${span}`;
		const done = steps.filter(({ status }) => status === 'done').length;
		return `Ended after ${span}${steps.length === 1 ? '' : `, ${done} of ${steps.length} steps done`}`;
	}
	if (step === null || at < 0) return 'All steps done';
	const title = stepTitle({ kind }, step);
	return steps.length === 1 ? title : `Step ${at + 1} of ${steps.length}: ${title}`;
}

export function authorName(workspace: Pick<Workspace, 'nameOf' | 'me'>, by: Author): string {
	if (by.kind === 'agent') return workspace.nameOf(by.agent);
	return by.member === workspace.me?.member ? 'you' : workspace.nameOf(by.member);
}

function capital(name: string): string {
	return name === 'you' ? 'You' : name;
}

export function currentStep({ step, steps }: SessionState): StepState | null {
	return steps.find(({ name }) => name === step) ?? null;
}

type Words = Pick<Workspace, 'nameOf' | 'me' | 'reasonText' | 'titleOf'>;

/** What a person has to do, in a sentence; null where none is waited for. */
export function waitingWords(workspace: Words, session: SessionState): string | null {
	const { waiting } = session;
	return waiting === null ? null : wordsFor(workspace, session, waiting);
}

function wordsFor(workspace: Words, session: SessionState, waiting: WaitingFor): string {
	const title = stepTitle(session, session.step ?? '');
	switch (waiting.for) {
		case 'approval':
			return approvalWords(workspace, session, waiting.artefacts);
		case 'answer': {
			const asked = workspace.reasonText(waiting.text);
			const who = waiting.by === null ? 'An agent' : capital(authorName(workspace, waiting.by));
			const asks = who === 'You' ? 'You ask' : `${who} asks`;
			return asked === null ? `${asks} something that was erased.` : `${asks}: ${asked}`;
		}
		case 'retry': {
			const step = currentStep(session);
			const rejected = step?.attempts.filter(({ verdict }) => verdict === 'rejected').length ?? 0;
			if (rejected === 0) return `“${title}” was taken up and dropped too often.`;
			const times = Math.min(rejected, MOST_ATTEMPTS);
			return `“${title}” was sent back ${times === 1 ? 'once' : `${times} times`}.`;
		}
		case 'children': {
			const { length } = waiting.sessions;
			return length === 1
				? 'One of its sessions did not get done.'
				: `${length} of its sessions did not get done.`;
		}
	}
}

function approvalWords(
	workspace: Words,
	session: SessionState,
	artefacts: readonly ArtefactId[],
): string {
	const [first] = artefacts;
	if (first === undefined) return 'People have to approve.';
	// Its title stands beside it.
	const own = first === session.artefact;
	const title = own ? 'It' : `“${workspace.titleOf(first) || 'Untitled'}”`;
	if (isHeldUp(session)) return `${title} is no longer approved as it reads.`;
	if (artefacts.length === 1) return `${title} waits for approval.`;
	const others = artefacts.length - 1;
	return `${title} and ${others === 1 ? 'one other' : `${others} others`} wait for approval.`;
}
