import { mintNextKeys, takeNextKeys } from '#client/keys/device-keys.ts';
import type { FoundingDeps } from '#client/state/founding/create-founding.ts';
import type { SecondKeyChoice } from '#client/state/member/keyring.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

type RotationDeps = Pick<
	FoundingDeps,
	'db' | 'log' | 'api' | 'book' | 'identity' | 'signing' | 'second' | 'enter' | 'outboxSent'
>;

/**
 * Gives this browser new keys and cuts the old ones off, both signed by a key that stands above
 * them. The new ones are kept beside the old until the relay knows them, so that whatever is cut
 * short, one pair still opens the workspace.
 */
export async function rotateKeys(
	deps: RotationDeps,
	choice: SecondKeyChoice,
): Promise<Result<void, Refusal>> {
	const { db, book, identity, signing } = deps;
	const { me } = identity;
	if (me === null) return err(notHere);
	const removal = { type: 'removed' as const, subject: me.key };
	const above = await deps.second.of(choice, (key) => signing.judge(removal, key) === null);
	if (!above.ok) return above;
	// What opens no connection yet has to be known to the relay first.
	const here = await deps.api.ticket(true);
	if (!here.ok) return here;
	const next = await mintNextKeys(db);
	const signer = above.value;
	const addition = { type: 'deviceAdded' as const, member: me.member, device: next.device };
	const added = await signing.sign(addition, { signer });
	if (!added.ok) return added;
	await deps.outboxSent();
	if ((await deps.log.outbox()).length > 0) return err(notSent);
	await takeNextKeys(db, (key) => book.state.membership.memberOfKey(key) !== null);
	await deps.enter();
	// Over the new keys' connection: the old ones' closes as soon as this arrives.
	const removed = await signing.sign(removal, { signer });
	return removed.ok ? ok(undefined) : removed;
}

const notSent = refusal(
	'not-sent',
	'The relay does not answer, so the new keys are not in yet.',
	'Leave this page open until it does; they are taken over when it is opened anew.',
);

const notHere = refusal(
	'not-a-member',
	'This browser holds no key of a member.',
	'Ask an owner to let this device in.',
);
