import type * as Y from 'yjs';
import type { Decisions } from '#client/state/decisions.ts';
import type { Edits } from '#client/state/edits.ts';
import type { SeenParts } from '#client/state/first-parts.svelte.ts';
import type { Founding } from '#client/state/founding.ts';
import type { Parts } from '#client/state/parts.ts';
import type {
	ConnectionWords,
	DesignEntry,
	FieldName,
	HistoryEntry,
	Me,
	NotCounted,
	OpenDesign,
	Person,
	SavedWords,
	SecondKey,
	ThreadView,
	WorkspacePhase,
} from '#client/state/surface.ts';
import type { Team } from '#client/state/team.ts';
import type { ActionOffer } from '#machines/lifecycle/actions.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

/**
 * One workspace as screens see it: the documents, the log, the people and the relay behind plain
 * getters.
 *
 * Nothing is copied into `$state`. A getter reads the documents or the ledger, keeps what it
 * parsed until they change, and tells Svelte when to look again. Everything works without the
 * relay; what the relay has not taken yet says so.
 */
export class Workspace {
	readonly slug: string;
	/** Resolves when the workspace is whole. */
	readonly opened: Promise<void>;
	#first: SeenParts;
	#whole = $state.raw<Parts | null>(null);

	/** With `rest`, the first parts show what this browser remembers until the rest is here. */
	constructor(parts: Parts | SeenParts, rest: Promise<Parts> | null = null) {
		this.slug = parts.slug;
		this.#first = parts;
		if ('edits' in parts) this.#whole = parts;
		this.opened =
			rest === null
				? Promise.resolve()
				: rest.then((whole) => {
						this.#whole = whole;
					});
	}

	/** Whether all of it is here: until then the Stories and their last states can be seen, no more. */
	get whole(): boolean {
		return this.#whole !== null;
	}
	get #seen(): SeenParts {
		return this.#whole ?? this.#first;
	}
	get #parts(): Parts {
		if (this.#whole === null) throw new Error('The workspace is still opening.');
		return this.#whole;
	}
	/** Every way to change text. Each call is one undoable step. */
	get edit(): Edits {
		return this.#parts.edits;
	}
	/** Every decision this member may sign. */
	get decide(): Decisions {
		return this.#parts.decisions;
	}
	/** Members, agents, relays and joins, and what an owner does about them. */
	get team(): Team {
		return this.#parts.team;
	}

	get phase(): WorkspacePhase {
		return this.#seen.identity.phase;
	}
	get me(): Me | null {
		return this.#seen.identity.me;
	}
	/** The hash of `workspaceFounded`, pinned in this browser. */
	get root(): EventId | null {
		return this.#seen.identity.root;
	}
	/** The root as six words for people to compare; empty until the word list has loaded. */
	get rootWords(): readonly string[] {
		return this.#seen.identity.rootWords;
	}
	get folderName(): string {
		return this.#seen.identity.folderName;
	}

	get stories(): readonly Story[] {
		return this.#seen.artefacts.stories;
	}
	get contexts(): readonly Context[] {
		return this.#seen.artefacts.contexts;
	}
	/** Every Component's Design, with text or without. */
	get designs(): readonly DesignEntry[] {
		return this.#seen.artefacts.designs;
	}
	get artefacts(): Artefacts {
		return this.#seen.artefacts.all;
	}
	story(id: ArtefactId): Story | null {
		return this.#seen.artefacts.story(id);
	}
	context(id: ArtefactId): Context | null {
		return this.#seen.artefacts.context(id);
	}
	/** What lists and links call an artefact. */
	titleOf(id: ArtefactId): string {
		return this.#seen.artefacts.titleOf(id);
	}
	/** Whether a document holds text right now; not so before the first sync. */
	get loaded(): boolean {
		return this.#seen.artefacts.loaded;
	}

	/** Phase, standing, submission and approvals, with the text in hand taken into account. */
	view(id: ArtefactId): ArtefactView {
		return this.#seen.lifecycle.view(id);
	}
	actions(id: ArtefactId): readonly ActionOffer[] {
		return this.#seen.lifecycle.actions(id);
	}
	/** What would become suspect if this artefact's approved text changed. */
	downstreamOf(id: ArtefactId): readonly ArtefactId[] {
		return this.#seen.lifecycle.downstreamOf(id);
	}
	findings(id?: ArtefactId): readonly Finding[] {
		return this.#seen.lifecycle.findings(id);
	}
	/** Newest first. */
	history(id: ArtefactId): readonly HistoryEntry[] {
		return this.#parts.history.of(id);
	}
	/** Decisions about anything, newest first, at most `limit`. */
	recent(limit: number): readonly (HistoryEntry & { readonly artefact: ArtefactId | null })[] {
		return this.#parts.history.recent(limit);
	}
	/** Decisions of this device that do not count. */
	get refusals(): readonly NotCounted[] {
		return this.#parts.history.refusals;
	}
	dismiss(event: EventId): void {
		this.#parts.history.dismiss(event);
	}
	nameOf(id: string): string {
		return this.#parts.names.of(id);
	}
	reasonText(ref: BlobRef): string | null {
		return this.#parts.names.textOf(ref);
	}
	/** The canonical text that a revision names, from this device or the relay. */
	frozenText(revision: Revision): Promise<string | null> {
		return this.#parts.texts.read(revision);
	}
	/** The canonical text that `submit` would freeze and `approve` would sign, and its revision. */
	canonical(id: ArtefactId): { readonly text: string; readonly revision: Revision } | null {
		return this.#seen.artefacts.canonical(id);
	}
	get policy(): Policy {
		return this.#seen.lifecycle.policy;
	}

	get connection(): ConnectionWords {
		return this.#seen.status.connection;
	}
	get saved(): SavedWords {
		return this.#seen.status.saved;
	}
	/** What the relay sees of its checkout, with its age in `at`; null until it said so once. */
	get observed(): Observed | null {
		return this.#seen.status.observed;
	}
	/** Writes the log into the repository (`lintel save`). Names the files that were written. */
	save(): Promise<Result<readonly string[], Refusal>> {
		return this.#seen.status.save();
	}

	/** First run: founds the workspace with the pairing code of the link. */
	found(name: string, pairingCode: string, second: SecondKey): ReturnType<Founding['found']> {
		return this.#parts.founding.found(name, pairingCode, second);
	}
	/** First run elsewhere: asks to join; the code is to be read to an owner. Settles into `phase`. */
	requestJoin(name: string): ReturnType<Founding['requestJoin']> {
		return this.#parts.founding.requestJoin(name);
	}
	/** Gets this member's keys back on a new device with the words that founding showed. */
	recover(words: string): ReturnType<Founding['recover']> {
		return this.#parts.founding.recover(words);
	}
	/** The same with the passkey that founding made. */
	recoverByPasskey(): ReturnType<Founding['recoverByPasskey']> {
		return this.#parts.founding.recoverByPasskey();
	}
	/** Recovery words that founding made and nobody has confirmed yet; null once they are. */
	get unconfirmedRecovery(): string | null {
		return this.#seen.identity.unconfirmedRecovery;
	}
	confirmRecovery(): ReturnType<Founding['confirmRecovery']> {
		return this.#parts.founding.confirmRecovery();
	}
	/** Who else is here now. */
	get people(): readonly Person[] {
		return this.#seen.presence.people;
	}
	/** Says where this person is: an artefact's id, `<id>/<field>` or a page's name. */
	setWhere(where: string | null, doing: string | null = null): void {
		this.#seen.presence.setWhere(where, doing);
	}

	undo(): void {
		this.#parts.undo.undo();
	}
	redo(): void {
		this.#parts.undo.redo();
	}
	get canUndo(): boolean {
		return this.#parts.undo.canUndo;
	}
	get canRedo(): boolean {
		return this.#parts.undo.canRedo;
	}

	/** The shared text behind a field; throws when there is no such artefact or field. */
	textOf(id: ArtefactId, field: FieldName): Y.Text {
		return this.#seen.artefacts.textOf(id, field);
	}
	/** The origin to give to transactions on `textOf`, so that they are this person's to undo. */
	get origin(): object {
		return this.#parts.undo.origin;
	}
	/** Opens a Design for editing; live while open. An empty one is an empty text. */
	openDesign(id: ComponentId): OpenDesign {
		return this.#parts.designs.open(id);
	}
	/** A Design's Markdown as it reads now, front matter included; '' when there is none. */
	designText(id: ComponentId): string {
		return this.#parts.designs.textOf(id);
	}
	threads(id: ArtefactId): readonly ThreadView[] {
		return this.#parts.comments.threads(id);
	}
	/** Stops sockets and storage. Only tests and leaving a workspace need it. */
	close(): Promise<void> {
		return this.#parts.close();
	}
}
