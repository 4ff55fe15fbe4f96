import { canonicalJson } from '#shared/canonical-json.ts';
import { JOIN_LIFE_MS, type JoinRequest, type PendingJoin } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * Devices that ask to be let in. Asking gives nothing: an owner's app reads the list, matches the
 * code that the owner typed against the keys itself, and signs the invitation.
 */
export interface Joins {
	ask(slug: string, request: JoinRequest): Result<void, Refusal>;
	pending(slug: string): readonly PendingJoin[];
}

export const MAX_PENDING_JOINS = 20;

export function createJoins(deps: { readonly now: () => Date }): Joins {
	const bySlug = new Map<string, readonly PendingJoin[]>();

	function pending(slug: string): readonly PendingJoin[] {
		const oldest = deps.now().getTime() - JOIN_LIFE_MS;
		return (bySlug.get(slug) ?? []).filter(({ at }) => Date.parse(at) > oldest);
	}

	return {
		ask(slug, request) {
			const others = pending(slug).filter(({ device }) => !sameDevice(device, request.device));
			if (others.length >= MAX_PENDING_JOINS) return err(tooManyJoins);
			bySlug.set(slug, [...others, { ...request, at: deps.now().toISOString() }]);
			return ok(undefined);
		},
		pending,
	};
}

function sameDevice(a: PendingJoin['device'], b: PendingJoin['device']): boolean {
	return canonicalJson(a) === canonicalJson(b);
}

const tooManyJoins = refusal(
	'join-count',
	`${MAX_PENDING_JOINS} devices already wait to be let in.`,
	'Wait a quarter of an hour, or ask an owner to answer them.',
);
