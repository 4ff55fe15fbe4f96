/** What a check is asked about, and what it says. */

import type { Author } from '#machines/lifecycle/state.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { SessionGround } from '#server/session/ground.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Draft } from '#shared/lifecycle/event.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import type { StepOutput } from '#shared/session/step-output.ts';

export interface CheckAsk {
	readonly ground: SessionGround;
	readonly session: SessionState;
	readonly step: WorkStep;
	readonly output: StepOutput;
	/** Who handed it in. */
	readonly by: Author;
	/** What an earlier step of the Session handed in and was accepted, the newest; null without one. */
	readonly earlier: (output: WorkStep['output']) => StepOutput | null;
	readonly signal: AbortSignal;
}

export interface CheckSaid {
	readonly passed: boolean;
	/** For whoever handed it in: what is wrong and what to do, or what was found. */
	readonly text: string;
	/** What was handed in and is left a draft for now: it rests on what people decide on first. */
	readonly drafts?: readonly Draft[];
}

export type Check = (ask: CheckAsk) => CheckSaid | Promise<CheckSaid>;

export const passes = (text: string): CheckSaid => ({ passed: true, text });
export const fails = (text: string): CheckSaid => ({ passed: false, text });

/** Where the Session's files are. */
export function folderOf({ ground, session }: CheckAsk): string {
	return ground.folders.folderOf(session.id) ?? ground.workspace.folder;
}

/** The artefacts that an output is about. */
export function artefactsIn(output: StepOutput): readonly ArtefactId[] {
	if ('remarks' in output) return [...new Set(output.remarks.map(({ artefact }) => artefact))];
	if (!('artefacts' in output)) return [];
	return [...new Set(output.artefacts.map((one) => (typeof one === 'string' ? one : one.id)))];
}

export function filesIn(output: StepOutput): readonly string[] {
	return 'files' in output ? output.files.map((path) => path.replace(/^\.\//, '')) : [];
}

/** The Component that a Session about a Design is about. */
export function componentOf({ session: { artefact } }: CheckAsk): ComponentId | null {
	return artefact !== null && isComponent(artefact) ? artefact : null;
}

export function isComponent(id: ArtefactId): id is ComponentId {
	return id.startsWith('cp_');
}
