/** Lets a model work on a step that the runner holds, until it is over, paused or stopped. */
import { z } from 'zod';
import { type Answered, askModel } from '#server/runner/model/ask-model.ts';
import type { MessagesApi, ModelRequest } from '#server/runner/model/messages-api.ts';
import type { ToolCall, Turn } from '#server/runner/model/turn.ts';
import type { Usage } from '#server/runner/model/usage.ts';
import { openingOf } from '#server/runner/prompt.ts';
import { type PieceRedactor, redacted } from '#server/runner/redact.ts';
import type { RunnerWorld } from '#server/runner/runner-world.ts';
import type { StepFiles } from '#server/runner/step-files.ts';
import { ASK, openStepTools, SUBMIT } from '#server/runner/step-tools.ts';
import { callTool, type Done, runTurns, type StepEnd } from '#server/runner/turn-loop.ts';
import type { StepInHand, StepVerdict } from '#server/session/sessions.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';

export interface StepWork {
	readonly hand: StepInHand;
	readonly api: MessagesApi;
	/** Takes the key out of what is told; see redact.ts. */
	readonly redact: (text: string) => string;
	readonly pieces: PieceRedactor;
	readonly model: string;
	/** Where files are read, and written if the step writes any. */
	readonly folder: string;
	readonly files: StepFiles;
	readonly signal: AbortSignal;
	limit(): Refusal | null;
	onSpent(model: string, usage: Usage): void;
	/** What it says, as it says it; null once that is told, or counts for nothing. */
	onText(text: string | null): void;
	/** Before the output is checked: what was written is put where it stays. */
	beforeSubmit(): Promise<Refusal | null>;
}

const Question = z.object({ question: z.string().trim().min(1).max(4_000) });

export async function workOnStep(world: RunnerWorld, work: StepWork): Promise<StepEnd> {
	const { sessions, worker } = world;
	const { hand, signal, redact } = work;
	const { session, step } = hand;
	await using stepTools = await openStepTools(world, hand, work.folder, work.files);

	const tell = (body: TranscriptBody) =>
		sessions.tell(session.id, worker.name, redacted(body, redact));
	const note = (text: string) => tell({ type: 'note', text });

	function spent(model: string, usage: Usage): void {
		tell({ type: 'usage', model, ...usage });
		work.onSpent(model, usage);
	}

	function ask(request: ModelRequest): Promise<Answered> {
		const chance = () => (world.random(1)[0] ?? 0) / 256;
		return askModel({ api: work.api, timer: world.timer, chance }, request, {
			signal,
			onText: (text) => work.onText(work.pieces.next(text)),
			onWait(why, ms) {
				endOfWords();
				note(`${why}. Trying again in ${Math.ceil(ms / 1_000)} s.`);
			},
			onSpent: spent,
		});
	}

	function endOfWords(): void {
		work.onText(work.pieces.end());
		work.onText(null);
	}

	function onTurn(turn: Turn): void {
		endOfWords();
		if (turn.text.trim() !== '') tell({ type: 'text', text: turn.text });
		spent(turn.model, turn.usage);
	}

	async function call(one: ToolCall): Promise<Done> {
		if (one.name === SUBMIT) return submit(one);
		if (one.name === ASK) return question(one);
		const done = await callTool(stepTools.tools, one, signal);
		const text = redact(done.text);
		tell({ type: 'tool', name: one.name, input: one.raw, result: text, failed: done.failed });
		return { ...done, text, ends: null };
	}

	async function submit({ input }: ToolCall): Promise<Done> {
		if (input === null) return objected('The output was no JSON object. Nothing was handed in.');
		const kept = await work.beforeSubmit();
		if (kept !== null) return { text: '', failed: true, ends: { kind: 'stopped', why: kept } };
		const verdict = await sessions.submit(worker, session.id, step.name, input);
		if (!verdict.ok) {
			if (!isMine()) return over;
			return objected(`${verdict.error.reason} ${verdict.error.fix}`);
		}
		if (verdict.value.accepted) return over;
		// Its place is kept for a next attempt, unless the budget is used up or people stepped in.
		const again = await sessions.take(worker, session.id);
		return again.ok && again.value.step.name === step.name
			? objected(objections(verdict.value))
			: over;
	}

	async function question({ input }: ToolCall): Promise<Done> {
		const parsed = Question.safeParse(input);
		if (!parsed.success) return objected('A question is a text of at most 4,000 characters.');
		return asked(parsed.data.question);
	}

	async function asked(text: string): Promise<Done> {
		const answer = await sessions.ask(worker, session.id, step.name, redact(text));
		if (answer.ok || !isMine()) return over;
		return objected(`${answer.error.reason} ${answer.error.fix}`);
	}

	async function declined(why: string | null): Promise<StepEnd> {
		const reason = why === null ? '' : ` It said: ${why}`;
		note(`The model declined to go on.${reason}`);
		const done = await asked(
			`The model (${work.model}) declined to go on with this step.${reason}\n\nWhat should it do instead? Your answer is given to it; another model can be named for the next run.`,
		);
		return done.ends ?? { kind: 'over' };
	}

	function isMine(): boolean {
		const by = sessions.get(session.id)?.lease?.by;
		return by?.kind === 'agent' && by.agent === worker.id;
	}

	const { effort = null } = world.workspace.files.config.runner;
	try {
		return await runTurns({
			...{ model: work.model, effort, opening: openingOf(hand), tools: stepTools.definitions },
			...{ signal, ask, limit: work.limit, call, onTurn, note, declined },
		});
	} finally {
		endOfWords();
	}
}

const over: Done = { text: '', failed: false, ends: { kind: 'over' } };

function objected(text: string): Done {
	return { text, failed: true, ends: null };
}

function objections({ checks }: StepVerdict): string {
	const lines = checks.map(({ check, passed, text }) => {
		return `- ${check}: ${passed ? 'passed' : `objects. ${text}`}`;
	});
	return `The output was not accepted.\n${lines.join('\n')}\nMend it, then hand in again.`;
}
