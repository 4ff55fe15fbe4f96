import type * as Y from 'yjs';
import { ArrivingParts } from '#client/state/arriving-parts.svelte.ts';
import type { SeenParts } from '#client/state/first-parts.svelte.ts';
import type { Parts } from '#client/state/parts.ts';
import type {
	ConnectionWords,
	DesignEntry,
	FieldName,
	Me,
	Person,
	SavedWords,
	WorkspacePhase,
} from '#client/state/surface.ts';
import type { ActionOffer } from '#machines/lifecycle/actions.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Practices } from '#shared/trace/practices.ts';

/**
 * What can be seen of a workspace from the first moment on, while the rest of the app loads.
 *
 * Nothing is copied into `$state`. A getter reads the documents or the ledger, keeps what it
 * parsed until they change, and tells Svelte when to look again. All works without the relay.
 */
export class SeenWorkspace {
	readonly slug: string;
	protected readonly parts: ArrivingParts;

	constructor(parts: Parts | SeenParts, rest: Promise<Parts> | null = null) {
		this.slug = parts.slug;
		this.parts = new ArrivingParts(parts, rest);
	}

	/** Whether all of it is here; until then only the Stories and their last states can be seen. */
	get whole(): boolean {
		return this.parts.areAllHere;
	}
	get phase(): WorkspacePhase {
		return this.parts.seen.identity.phase;
	}
	get me(): Me | null {
		return this.parts.seen.identity.me;
	}
	/** Whether this device was a member's and is no more; `me` is null then. */
	get removed(): boolean {
		return this.parts.seen.identity.removed;
	}
	/** The hash of `workspaceFounded`, pinned in this browser. */
	get root(): EventId | null {
		return this.parts.seen.identity.root;
	}
	/** The root as six words for people to compare; empty until the word list has loaded. */
	get rootWords(): readonly string[] {
		return this.parts.seen.identity.rootWords;
	}
	get folderName(): string {
		return this.parts.seen.identity.folderName;
	}
	get stories(): readonly Story[] {
		return this.parts.seen.artefacts.stories;
	}
	get contexts(): readonly Context[] {
		return this.parts.seen.artefacts.contexts;
	}
	/** Every Component's Design, with text or without. */
	get designs(): readonly DesignEntry[] {
		return this.parts.seen.artefacts.designs;
	}
	get artefacts(): Artefacts {
		return this.parts.seen.artefacts.all;
	}
	story(id: ArtefactId): Story | null {
		return this.parts.seen.artefacts.story(id);
	}
	context(id: ArtefactId): Context | null {
		return this.parts.seen.artefacts.context(id);
	}
	/** What lists and links call an artefact. */
	titleOf(id: ArtefactId): string {
		return this.parts.seen.artefacts.titleOf(id);
	}
	/** False before the first sync. */
	get loaded(): boolean {
		return this.parts.seen.artefacts.loaded;
	}
	/** Whether some decision that counts names it: what none does is a draft and nothing else. */
	isDecidedOn(id: ArtefactId): boolean {
		return this.parts.seen.lifecycle.isDecidedOn(id);
	}
	/** Phase, standing, submission and approvals, with the text in hand taken into account. */
	view(id: ArtefactId): ArtefactView {
		return this.parts.seen.lifecycle.view(id);
	}
	actions(id: ArtefactId): readonly ActionOffer[] {
		return this.parts.seen.lifecycle.actions(id);
	}
	/** What would become suspect if this artefact's approved text changed. */
	downstreamOf(id: ArtefactId): readonly ArtefactId[] {
		return this.parts.seen.lifecycle.downstreamOf(id);
	}
	findings(id?: ArtefactId): readonly Finding[] {
		return this.parts.seen.lifecycle.findings(id);
	}
	/** Whether a Finding was there before Lintel came: then it fails no check. */
	isKnown(finding: Finding): boolean {
		return this.parts.seen.lifecycle.isKnown(finding);
	}
	/** Without those that were there before Lintel came. */
	newFindings(id?: ArtefactId): readonly Finding[] {
		return this.findings(id).filter((finding) => !this.isKnown(finding));
	}
	/** The canonical text that `submit` would freeze and `approve` would sign, and its revision. */
	canonical(id: ArtefactId): { readonly text: string; readonly revision: Revision } | null {
		return this.parts.seen.artefacts.canonical(id);
	}
	/** The kinds of artefact that this team works with. What is off is not shown. */
	get practices(): Practices {
		return this.parts.seen.lifecycle.practices;
	}
	get policy(): Policy {
		return this.parts.seen.lifecycle.policy;
	}
	get connection(): ConnectionWords {
		return this.parts.seen.status.connection;
	}
	get saved(): SavedWords {
		return this.parts.seen.status.saved;
	}
	/** What the relay sees of its checkout, with its age in `at`; null until it said so once. */
	get observed(): Observed | null {
		return this.parts.seen.status.observed;
	}
	/** The preset that the repository's config names; null until the relay said so once. */
	get preset(): string | null {
		return this.observed?.preset ?? null;
	}
	/** Writes the log into the repository (`lintel save`). Names the files that were written. */
	save(): Promise<Result<readonly string[], Refusal>> {
		return this.parts.seen.status.save();
	}
	/** Writes the signed policy into the repository's config file. */
	writePolicyFile(): Promise<Result<void, Refusal>> {
		return this.parts.seen.status.writePolicyFile();
	}
	/** Recovery words that founding made and nobody has confirmed yet; null once they are. */
	get unconfirmedRecovery(): string | null {
		return this.parts.seen.identity.unconfirmedRecovery;
	}
	/** Who else is here now. */
	get people(): readonly Person[] {
		return this.parts.seen.presence.people;
	}
	/** Says where this person is: an artefact's id, `<id>/<field>` or a page's name. */
	setWhere(where: string | null, doing: string | null = null): void {
		this.parts.seen.presence.setWhere(where, doing);
	}
	/** The shared text behind a field; throws when there is no such artefact or field. */
	textOf(id: ArtefactId, field: FieldName): Y.Text {
		return this.parts.seen.artefacts.textOf(id, field);
	}
}
