/** What the built-in runner does, as the app and the command line see it. */
import * as z from 'zod/mini';
import { SessionId } from '#shared/id.ts';
import { Refusal } from '#shared/refusal.ts';

/** Tokens and US dollars of a Session's requests to a model. */
export const RunUsage = z.object({
	input: z.int(),
	cachedRead: z.int(),
	cachedWrite: z.int(),
	output: z.int(),
	/** Null where the model has no known price. */
	cost: z.nullable(z.number()),
});
export type RunUsage = z.infer<typeof RunUsage>;

/**
 * - `running`: it works. - `waiting`: for people, and goes on by itself. - `paused`: a person stopped it.
 * - `stopped`: it stopped itself, and `why` says what to do. - `ended`: its Session did.
 */
export const RunStatus = z.enum(['running', 'waiting', 'paused', 'stopped', 'ended']);
export type RunStatus = z.infer<typeof RunStatus>;

/** One Session, with its children, as the runner drives it. */
export const RunView = z.object({
	session: SessionId,
	status: RunStatus,
	model: z.string(),
	/** Since a person started it last. */
	usage: RunUsage,
	turns: z.int(),
	limits: z.object({ tokens: z.int(), cost: z.number(), turns: z.int() }),
	/** Where its files are: a branch to merge. Null while it has written none. */
	branch: z.nullable(z.string()),
	why: z.nullable(Refusal),
});
export type RunView = z.infer<typeof RunView>;

export const RunnerView = z.object({
	/** Why it can't run here, and what to do; null where it can. */
	unready: z.nullable(Refusal),
	model: z.string(),
	/** The day of the prices that costs are reckoned with, as `2026-11-22`. */
	pricedOn: z.string(),
	runs: z.array(RunView),
});
export type RunnerView = z.infer<typeof RunnerView>;

/** From the app: a limit may be lower than the configured one, never higher. */
export const RunRequest = z.strictObject({
	model: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
	maxCost: z.optional(z.number().check(z.positive(), z.maximum(10_000))),
});
export type RunRequest = z.infer<typeof RunRequest>;
