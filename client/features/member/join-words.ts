import type { JoinView } from '#client/state/surface.ts';

/** Who asks an owner for what, without a full stop. */
export function joinWords({ name, isPasskey }: JoinView): string {
	return isPasskey ? `${name} asks you to let their passkey in` : `${name} asks to join`;
}
