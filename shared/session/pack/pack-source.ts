/** What a pack is made from, as a port: data that somebody gathered from documents, log and files. */
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { TeamRule } from '#shared/session/pack/team-rule.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** An artefact's words: those that people approved, and those that are there. */
export interface KnownText {
	/** Also where the text in hand reads otherwise; null where nothing is approved. */
	readonly approved: AnyArtefact | null;
	readonly now: AnyArtefact;
	/** Whether its gate has to open before anything is built on it. */
	readonly binding: boolean;
	/** What it was derived from is no longer what was approved. */
	readonly suspect: boolean;
}

/** A file of a Trace. */
export interface PackFile {
	readonly role: 'test' | 'code';
	/** From the repository's root. */
	readonly path: string;
	/** Null where it isn't there. */
	readonly text: string | null;
}

/** What happened to something that others rest on. */
export interface UpstreamChanged {
	readonly artefact: ArtefactId;
	/** Those that rest on it and are suspect because of it. */
	readonly suspects: readonly ArtefactId[];
	readonly how: 'approved' | 'edited' | 'unapproved' | 'archived' | 'gone';
	/** Canonical texts: what was rested on, and what there is; null for what nobody has any more. */
	readonly from: string | null;
	readonly to: string | null;
}

/** `isKnown`: it was there before Lintel came. */
export interface PackFinding extends Finding {
	readonly isKnown: boolean;
}

export interface PackSource {
	/** As they read now, those that the team practises. */
	readonly artefacts: Artefacts;
	readonly conventions: Conventions;
	/** Null for what is archived, or isn't there. */
	known(id: ArtefactId): KnownText | null;
	/** A Design's whole Markdown as it reads now. */
	designText(id: ComponentId): string;
	readonly rules: readonly TeamRule[];
	/** The test file first; none where nothing says which they are. */
	filesOf(id: ComponentId): readonly PackFile[];
	/** What the policy runs tests with, `{files}` standing for their paths; empty where nothing is run. */
	readonly testCommand: readonly string[];
	/** Signatures that a Component's code gives others, one a line. */
	declaredIn(id: ComponentId): readonly string[];
	readonly findings: readonly PackFinding[];
	/** What made the artefact, and those below it, suspect. */
	changesAbove(id: ArtefactId): readonly UpstreamChanged[];
}

/** What was said and handed in at one step so far. */
export interface EarlierStep {
	readonly name: string;
	readonly title: string;
	/** What was accepted, as JSON; null where nothing was. */
	readonly output: string | null;
	/** The oldest first. */
	readonly rejected: readonly { readonly output: string; readonly reason: string }[];
	/** What people said when they sent it back or reopened it; the oldest first. */
	readonly notes: readonly string[];
	readonly questions: readonly { readonly question: string; readonly answer: string | null }[];
}

/** Which step of which Session a pack is for. */
export interface PackAbout {
	readonly kind: SessionKind;
	readonly step: WorkStep;
	readonly artefact: ArtefactId | null;
	/** What the person who asked for it wants, in their words. */
	readonly goal: string | null;
	/** In the order of the steps, the current one last. */
	readonly earlier: readonly EarlierStep[];
	/** Artefacts that outputs of this Session name. */
	readonly written: readonly ArtefactId[];
}
