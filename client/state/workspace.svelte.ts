import type { Edits } from '#client/state/artefact/edits.ts';
import type { Imports } from '#client/state/artefact/imports.ts';
import type { MapPart } from '#client/state/artefact/map-layout.svelte.ts';
import type { Comments } from '#client/state/comment/comments.ts';
import type { Founding } from '#client/state/founding/founding.ts';
import { SeenWorkspace } from '#client/state/glance/seen-workspace.ts';
import type { Editions } from '#client/state/history/editions.ts';
import type { Timeline } from '#client/state/history/timeline.svelte.ts';
import type { Decisions } from '#client/state/lifecycle/decisions.ts';
import type { Standing } from '#client/state/lifecycle/standing.ts';
import type { Invites } from '#client/state/member/invites.ts';
import type { Keyring } from '#client/state/member/keyring.ts';
import type { Team } from '#client/state/member/team.ts';
import type { NoticeBoard } from '#client/state/notice/notice-board.svelte.ts';
import type { Parts } from '#client/state/parts.ts';
import type { Search } from '#client/state/search/search.ts';
import type { Sessions } from '#client/state/session/sessions.ts';
import type { HistoryEntry, NotCounted, OpenDesign, SecondKey } from '#client/state/surface.ts';
import type { Checkout } from '#client/state/trace/checkout.svelte.ts';
import type { FileQuestions } from '#client/state/trace/file-questions.ts';
import type { Traces } from '#client/state/trace/traces.svelte.ts';
import type { Work } from '#machines/work/work.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Invite } from '#shared/lifecycle/invite-link.ts';

/**
 * One workspace as screens see it: documents, log, people and relay behind plain getters. What a
 * getter below answers with is there once it is `whole`; asked before, it throws.
 */
export class Workspace extends SeenWorkspace {
	/** Resolves when it is whole. */
	get opened(): Promise<void> {
		return this.parts.arrived;
	}
	/** Every way to change text. Each call is one undoable step. */
	get edit(): Edits {
		return this.parts.all.edits;
	}
	/** What the files ask, and the way to answer. */
	get files(): FileQuestions {
		return this.parts.all.files;
	}
	/** What an import is planned against, and its one step. */
	get imports(): Imports {
		return this.parts.all.imports;
	}
	/** Every decision this member may sign. */
	get decide(): Decisions {
		return this.parts.all.decisions;
	}
	/** Members, agents, relays and joins, and what an owner does about them. */
	get team(): Team {
		return this.parts.all.team;
	}
	/** The keys of the people here, and one's own. */
	get keyring(): Keyring {
		return this.parts.all.keyring;
	}
	/** Invitations by link, and who came in by one. */
	get invites(): Invites {
		return this.parts.all.invites;
	}
	/** Design, code and test of the relay's checkout, as they are there now. */
	get traces(): Traces {
		return this.parts.all.traces;
	}
	/** Findings, and what a machine can do about them. */
	get validation(): Parts['validation'] {
		return this.parts.all.validation;
	}
	/** Newest first. */
	history(id: ArtefactId): readonly HistoryEntry[] {
		return this.parts.all.history.of(id);
	}
	/** Decisions about anything, newest first, at most `limit`. */
	recent(limit: number): readonly (HistoryEntry & { readonly artefact: ArtefactId | null })[] {
		return this.parts.all.history.recent(limit);
	}
	/** Everything in the log that does not count, whoever signed it, newest first. */
	get uncounted(): Parts['history']['uncounted'] {
		return this.parts.all.history.uncounted;
	}
	/** Decisions of this device that do not count. */
	get refusals(): readonly NotCounted[] {
		return this.parts.all.history.refusals;
	}
	dismiss(event: EventId): void {
		this.parts.all.history.dismiss(event);
	}
	nameOf(id: string): string {
		return this.parts.all.names.of(id);
	}
	reasonText(ref: BlobRef): string | null {
		return this.parts.all.names.textOf(ref);
	}
	/** The canonical text that a revision names, from this device or the relay. */
	frozenText(revision: Revision): Promise<string | null> {
		return this.parts.all.texts.read(revision);
	}
	/** First run: founds the workspace with the pairing code of the link. */
	found(name: string, pairingCode: string, second: SecondKey): ReturnType<Founding['found']> {
		return this.parts.all.founding.found(name, pairingCode, second);
	}
	/** First run elsewhere: asks to join; the code is to be read to an owner. Settles into `phase`. */
	requestJoin(name: string, invite: Invite | null = null): ReturnType<Founding['requestJoin']> {
		return this.parts.all.founding.requestJoin(name, invite);
	}
	/** Gets this member's keys back on a new device with the words that founding showed. */
	recover(words: string): ReturnType<Founding['recover']> {
		return this.parts.all.founding.recover(words);
	}
	/** The same with the passkey that founding made. */
	recoverByPasskey(): ReturnType<Founding['recoverByPasskey']> {
		return this.parts.all.founding.recoverByPasskey();
	}
	confirmRecovery(): ReturnType<Founding['confirmRecovery']> {
		return this.parts.all.founding.confirmRecovery();
	}
	undo(): void {
		this.parts.all.undo.undo();
	}
	redo(): void {
		this.parts.all.undo.redo();
	}
	get canUndo(): boolean {
		return this.parts.all.undo.canUndo;
	}
	/** What undo would take back: the same object until something else is. */
	get lastEdit(): object | null {
		return this.parts.all.undo.last;
	}
	/** The origin to give to transactions on `textOf`, so that they are this person's to undo. */
	get origin(): object {
		return this.parts.all.undo.origin;
	}
	/** Opens a Design for editing; live while open. An empty one is an empty text. */
	openDesign(id: ComponentId): OpenDesign {
		return this.parts.all.designs.open(id);
	}
	/** A Design's Markdown as it reads now, front matter included; '' when there is none. */
	designText(id: ComponentId): string {
		return this.parts.all.designs.textOf(id);
	}
	/** What is said about the artefacts, and how far this person has read it. */
	get comments(): Comments {
		return this.parts.all.comments;
	}
	/** Where people put the contexts of the map. */
	get map(): MapPart {
		return this.parts.all.map;
	}
	/** What every artefact said when. */
	get editions(): Editions {
		return this.parts.all.editions;
	}
	/** Stops sockets and storage. Only tests and leaving a workspace need it. */
	close(): Promise<void> {
		return this.parts.all.close();
	}
	/** Every event of the log, for those who look back. */
	get timeline(): Timeline {
		return this.parts.all.timeline;
	}
	/** What this person was told, and how they want to be. */
	get notices(): NoticeBoard {
		return this.parts.all.notices;
	}
	/** What a decision would make suspect. */
	get standing(): Standing {
		return this.parts.all.standing;
	}
	/** Where files of the relay's checkout can be opened. */
	get checkout(): Checkout {
		return this.parts.all.checkout;
	}
	/** What can be done next, for agents and for people; the same object while it is the same. */
	get work(): Work {
		return this.parts.all.work.now;
	}
	/** What agents and people work on, step by step, and what this person may do about it. */
	get sessions(): Sessions {
		return this.parts.all.sessions;
	}
	/** Finds artefacts by their words. */
	get search(): Search {
		return this.parts.all.search;
	}
}
