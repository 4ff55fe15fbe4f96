/** How much one run may take before it stops and a person decides. */
import type { RunnerConfig } from '#server/files/config/runner-config.ts';
import { tokensOf, type Usage } from '#server/runner/model/usage.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export interface Limits {
	readonly tokens: number;
	/** US dollars. */
	readonly cost: number;
	readonly turns: number;
}

export interface Spent {
	readonly usage: Usage;
	readonly turns: number;
}

/** By the configuration; who asks may set another cost. */
export function limitsFrom(
	{ maxTokens, maxCost, maxTurns }: Pick<RunnerConfig, 'maxTokens' | 'maxCost' | 'maxTurns'>,
	cost: number | undefined,
): Limits {
	return { tokens: maxTokens, turns: maxTurns, cost: cost ?? maxCost };
}

/** Why nothing more may be asked of the model; null while it may. */
export function limitReached({ usage, turns }: Spent, limits: Limits): Refusal | null {
	if (usage.cost !== null && usage.cost >= limits.cost)
		return reached(`${dollars(usage.cost)} of ${dollars(limits.cost)}`, 'runner.maxCost');
	if (tokensOf(usage) >= limits.tokens)
		return reached(`${tokensOf(usage)} of ${limits.tokens} tokens`, 'runner.maxTokens');
	if (turns >= limits.turns)
		return reached(`${turns} of ${limits.turns} requests`, 'runner.maxTurns');
	return null;
}

/** Cents matter while it is cheap. */
export function dollars(amount: number): string {
	return `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
}

function reached(what: string, key: string): Refusal {
	return refusal(
		'run-limit',
		`This run has taken ${what}, and stops there. The step is free again; nothing that was written is lost.`,
		`Look at what it did. To go on, run the session again, which starts a fresh count; ${key} in lintel.config.json is the limit.`,
	);
}
