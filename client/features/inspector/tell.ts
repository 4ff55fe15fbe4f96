import { toast } from 'svelte-sonner';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** Says what came of something a person did. True when it was done. */
export async function tell(
	doing: Promise<Result<unknown, Refusal>> | Result<unknown, Refusal>,
	done: string,
): Promise<boolean> {
	const result = await doing;
	if (result.ok) toast.success(done);
	else toast.error(result.error.reason, { description: result.error.fix });
	return result.ok;
}
