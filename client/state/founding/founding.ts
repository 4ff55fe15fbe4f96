import type { SecondKey } from '#client/state/surface.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import type { Invite } from '#shared/lifecycle/invite-link.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** First run: founding a workspace, asking to join one, or coming back with the recovery words. */
export interface Founding {
	/** `recovery` is shown once and kept nowhere; null with a passkey. `words` are the root's six. */
	found(
		name: string,
		pairingCode: string,
		second: SecondKey,
	): Promise<
		Result<{ readonly recovery: string | null; readonly words: readonly string[] }, Refusal>
	>;
	/** The code to read to an owner. `phase` turns `ready` when one has let this device in. */
	requestJoin(
		name: string,
		/** From the link that an owner sent: their app lets this device in by itself. */
		invite?: Invite | null,
	): Promise<Result<{ readonly code: string; readonly device: DeviceKeys }, Refusal>>;
	/** Enrols this device by the recovery words, signed with the key they hold. */
	recover(words: string): Promise<Result<void, Refusal>>;
	/** The same by a passkey, which asks for two touches: who it is, and to sign. */
	recoverByPasskey(): Promise<Result<void, Refusal>>;
	/** The recovery words are written down: nothing keeps them from now on. */
	confirmRecovery(): Promise<void>;
}
