import type * as z from 'zod/mini';
import type { Edition } from '#shared/protocol/history.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** A relay that remembers these editions, oldest first, and a device that keeps what it is told. */
export class Past {
	editions: readonly Edition[] = [];
	offline = false;
	readonly #facts = new Map<string, unknown>();

	ask = async <T>(path: string, schema: z.ZodMiniType<T>): Promise<Result<T, Refusal>> => {
		if (this.offline) return err(refusal('offline', 'The relay does not answer.', 'Start it.'));
		const n = /\/(\d+)$/.exec(path)?.[1];
		const heads = this.editions.toReversed().map(({ fields: _f, text: _t, ...head }) => head);
		const answer =
			n === undefined
				? { editions: heads, more: false }
				: this.editions.find((edition) => edition.n === Number(n));
		const parsed = schema.safeParse(answer);
		return parsed.success
			? ok(parsed.data)
			: err(refusal('edition', 'It is not there.', 'Look on.'));
	};

	async readFact<T>(name: string, schema: z.ZodMiniType<T>): Promise<T | null> {
		return schema.safeParse(this.#facts.get(name)).data ?? null;
	}

	async writeFact(name: string, value: unknown): Promise<void> {
		this.#facts.set(name, value);
	}
}
