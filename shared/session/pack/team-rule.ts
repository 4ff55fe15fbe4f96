/** A rule of the team's own for a kind of work: Markdown that goes into the packs it fits. */
import type { SessionKind } from '#shared/session/session-kind.ts';

export interface TeamRule {
	/** From the repository's root. */
	readonly path: string;
	/** `*`: whatever the type is, and where there is none. */
	readonly componentTypes: '*' | readonly string[];
	readonly sessionKinds: '*' | readonly SessionKind[];
	readonly text: string;
}

/** Whether it is for this kind of Session about Components of any of these types. */
export function fits(rule: TeamRule, kind: SessionKind, types: readonly string[]): boolean {
	const { componentTypes, sessionKinds } = rule;
	const isForKind = sessionKinds === '*' || sessionKinds.includes(kind);
	return (
		isForKind && (componentTypes === '*' || types.some((type) => componentTypes.includes(type)))
	);
}
