/** What a run would do, for people: what the model would be given first, then all in a few lines. */
import { dollars } from '#server/runner/limits.ts';
import type { RunPlan } from '#shared/protocol/run-line.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

export function planLines(plan: RunPlan): readonly string[] {
	const { pack, step, branch, model, limits, why } = plan;
	const { tokens, turns, cost } = limits;
	return [
		...(pack === null ? [] : partLines(pack)),
		`${begins(plan)}${step === null ? '' : ` The step that is next: ${step}.`}`,
		branch === null
			? 'It writes no files.'
			: `Files would be written on the branch ${branch}, in a git worktree of its own.`,
		`It would ask ${model}, for at most ${dollars(cost)}, ${tokens} tokens and ${turns} requests.`,
		...(pack === null ? ['No step of it has a context pack now.'] : sizeLines(pack)),
		...(why === null ? [] : [`It would not work now. ${why.reason} ${why.fix}`]),
		'Nothing was started, and no model was asked.',
	];
}

function begins({ kind, artefact, session }: RunPlan): string {
	const about = artefact === null ? '' : ` about “${artefact.title}” (${artefact.id})`;
	const what = `“${SESSION_TYPES[kind].title}”${about}`;
	return session === null
		? `It would start the session ${what}.`
		: `It would go on with ${session}, ${what}.`;
}

function partLines({ parts }: ContextPack): readonly string[] {
	return parts.flatMap(({ title, standing, tokens, text }) => [
		...[`## ${title} (${standing}, about ${tokens} tokens)`, '', text, ''],
	]);
}

function sizeLines({ parts, tokens, budget, left }: ContextPack): readonly string[] {
	return [
		`The context pack: about ${tokens} tokens of ${budget}, in ${parts.length} parts.`,
		...left.map(({ title, tokens: size, why }) => `Left out: ${title} (about ${size}). ${why}`),
	];
}
