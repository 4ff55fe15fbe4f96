import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import { createDeviceList } from '#client/state/member/device-list.ts';
import type { Enrolments } from '#client/state/member/enrolments.ts';
import type { Enrolment, Keyring, SecondKeyChoice } from '#client/state/member/keyring.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { SecondSigner } from '#client/state/member/second-signer.ts';
import type { Me } from '#client/state/surface.ts';
import type { Random } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface KeyringDeps {
	readonly book: LogBook;
	readonly names: Names;
	readonly enrolments: Enrolments;
	readonly signing: Signing;
	readonly second: SecondSigner;
	readonly random: Random;
	me(): Me | null;
	/** Asks owners to let a key in; gives the code that they type. */
	askForKey(name: string, device: DeviceKeys): Promise<Result<{ readonly code: string }, Refusal>>;
	/** The device that shows this code. */
	findJoin(code: string): Promise<Result<{ readonly device: DeviceKeys }, Refusal>>;
	readonly rotate: Keyring['rotate'];
}

export function createKeyring(deps: KeyringDeps): Keyring {
	const { signing, second } = deps;
	const devicesOf = createDeviceList(deps);

	return {
		devicesOf,
		rotate: deps.rotate,
		get hasPasskey() {
			return second.passkeys.length > 0;
		},
		get mayEnrol() {
			return deps.me()?.role === 'owner';
		},

		async addPasskey() {
			const me = deps.me();
			if (me === null) return err(notHere);
			const { createPasskey } = await import('#client/keys/passkey.ts');
			const made = await createPasskey(me.name, deps.random);
			if (!made.ok) return made;
			await second.remember(made.value);
			return enrol(me, { key: made.value, access: null });
		},

		async newRecoveryWords() {
			const { mintRecovery } = await import('#client/keys/recovery.ts');
			const { words, keys } = await mintRecovery(deps.random);
			return {
				words,
				async keep() {
					const me = deps.me();
					if (me === null) return err(notHere);
					const payload = { member: me.member, device: keys.device, recovery: true as const };
					return sign({ type: 'deviceAdded', ...payload });
				},
			};
		},

		removeKey: (subject, choice) => signAbove({ type: 'removed', subject }, choice),
		whyNotHandOver: (to) => signing.judge({ type: 'founderHandedOver', to }),
		handOver: (to, choice) => signAbove({ type: 'founderHandedOver', to }, choice),

		async replace(member, old, code) {
			const no = signing.judge({ type: 'removed', subject: old });
			if (no !== null) return err(no);
			const join = await deps.findJoin(code);
			if (!join.ok) return join;
			const { device } = join.value;
			const added = await sign({ type: 'deviceAdded', member, device });
			return added.ok ? sign({ type: 'removed', subject: old }) : added;
		},
	};

	/** An owner's own key counts at once; for anyone else an owner has to let it in. */
	async function enrol(me: Me, device: DeviceKeys): Promise<Result<Enrolment, Refusal>> {
		const payload = { type: 'deviceAdded' as const, member: me.member, device };
		if (signing.judge(payload) === null) {
			const signed = await sign(payload);
			return signed.ok ? ok({ waits: null }) : signed;
		}
		const asked = await deps.askForKey(me.name, device);
		return asked.ok ? ok({ waits: asked.value.code }) : asked;
	}

	async function signAbove(
		payload: EventPayload,
		choice: SecondKeyChoice | undefined,
	): Promise<Result<void, Refusal>> {
		if (choice === undefined) return sign(payload);
		// Of several passkeys, one that may; of anything else, the guards say themselves what is wrong.
		const fits = (key: KeyId) => choice !== 'passkey' || signing.judge(payload, key) === null;
		const signer = await second.of(choice, fits);
		if (!signer.ok) return signer;
		const signed = await signing.sign(payload, { signer: signer.value });
		return signed.ok ? ok(undefined) : signed;
	}

	async function sign(payload: EventPayload): Promise<Result<void, Refusal>> {
		const signed = await signing.sign(payload);
		return signed.ok ? ok(undefined) : signed;
	}
}

const notHere = refusal(
	'not-a-member',
	'This browser holds no key of a member.',
	'Ask an owner to let this device in.',
);
