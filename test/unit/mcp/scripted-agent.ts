/**
 * An Agent that knows the server's instructions and what its tools answer, and nothing else: it finds
 * its work, takes steps, and does what each says. Every call is a connection of its own, of another era.
 */
import { z } from 'zod';
import { connectAgent, ERAS } from '#test/e2e/world/agent.ts';
import type { Served } from '#test/e2e/world/served.ts';
import { doStep, type StepAnswer } from '#test/unit/mcp/step-work.ts';

export type Answer = Record<string, unknown>;

export interface ScriptedAgent {
	call(tool: string, args?: Answer): Promise<Answer>;
	/** The sentence of a refusal; throws where there is none. */
	refusalOf(tool: string, args: Answer): Promise<string>;
	/** The step with all pages of its text, or where the Session stands. */
	step(session: string): Promise<Answer>;
	/** Works until the Session is done, or a person is waited for: then it says so. */
	work(session: string, before?: BeforeHandIn): Promise<'done' | 'pending'>;
}

/** What happens between the work on a step and its hand-in. */
export type BeforeHandIn = (session: string, step: string, output: Answer) => Promise<void>;

/** More than any Session of these tests takes. */
const MOST_CALLS = 60;

export function createScriptedAgent(served: Served, token: string): ScriptedAgent {
	let calls = 0;

	async function raw(tool: string, args: Answer) {
		const era = ERAS[calls++ % ERAS.length];
		await using agent = await connectAgent(served, token, era);
		return await agent.callRaw(tool, args);
	}

	const call: ScriptedAgent['call'] = async (tool, args = {}) => {
		const { text, isError } = await raw(tool, args);
		if (isError) throw new Error(`${tool}: ${text}`);
		return JSON.parse(text);
	};

	const refusalOf: ScriptedAgent['refusalOf'] = async (tool, args) => {
		const { text, isError } = await raw(tool, args);
		if (!isError) throw new Error(`${tool} was not refused: ${text}`);
		return text;
	};

	const step: ScriptedAgent['step'] = async (session) => {
		const first = await call('get_step', { session });
		let { text, cursor } = first;
		while (typeof cursor === 'string') {
			const more = await call('get_step', { session, cursor });
			text = `${text}${more['text']}`;
			({ cursor } = more);
		}
		return { ...first, text };
	};

	const work: ScriptedAgent['work'] = async (session, before) => {
		let at = session;
		for (let n = 0; n < MOST_CALLS; n++) {
			const taken = await step(at);
			if (taken['phase'] === 'done' && at === session) return 'done';
			const late = /submit_for_review with id (\S+) and revision (\w+)/.exec(String(taken['next']));
			if (late) {
				const [, id, revision] = late;
				await call('submit_for_review', { id, revision });
				continue;
			}
			if (taken['pending'] === true) return 'pending';
			const open = Step.safeParse(taken);
			if (!open.success) {
				// The sentence alone says with which Session to go on.
				at = /se_[0-9a-z]{10}/.exec(String(taken['next']))?.[0] ?? at;
				continue;
			}
			const output = await doStep(open.data, call, served);
			await before?.(at, open.data.step, output);
			const handedIn = await call('submit_step', { session: at, step: open.data.step, output });
			if (handedIn['accepted'] !== true) throw new Error(JSON.stringify(handedIn));
		}
		throw new Error(`${session} came to no end.`);
	};

	return { call, refusalOf, step, work };
}

const Step: z.ZodType<StepAnswer> = z.object({
	step: z.string(),
	instruction: z.string(),
	mayWrite: z.array(z.string()),
	outputSchema: z.object({ properties: z.record(z.string(), z.unknown()) }),
	baseRevisions: z.record(z.string(), z.string()).default({}),
	text: z.string(),
});
