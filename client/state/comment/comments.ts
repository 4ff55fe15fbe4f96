import type { Anchor } from '#shared/doc/comment.ts';
import type { Place } from '#shared/doc/passage.ts';
import type { ArtefactId, CommentId } from '#shared/id.ts';

export interface CommentView {
	readonly id: CommentId;
	readonly by: string;
	readonly name: string;
	readonly at: string;
	readonly text: string;
	readonly edited: boolean;
	readonly deleted: boolean;
	/** It came in with a file: the relay did not see who wrote it. */
	readonly fromFile: boolean;
	readonly mine: boolean;
	readonly unread: boolean;
	readonly mentionsMe: boolean;
}

export interface ThreadView {
	/** The id of the comment that began it. */
	readonly id: CommentId;
	readonly resolved: boolean;
	/** The name of who resolved it; null while it is open. */
	readonly resolvedBy: string | null;
	readonly anchor: Anchor | null;
	readonly comments: readonly CommentView[];
	readonly unread: number;
	readonly mentionsMe: boolean;
}

/** Where a thread hangs: the words as they read now, or as they read then when they are gone. */
export interface PassageView {
	readonly field: string;
	readonly words: string;
	readonly gone: boolean;
	readonly whole: boolean;
	readonly place: Place | null;
}

/** A passage with an open thread, in characters of its field's text. */
export interface PassageMark extends Place {
	readonly thread: CommentId;
	readonly unread: boolean;
}

export interface ThreadEntry {
	readonly artefact: ArtefactId;
	readonly thread: ThreadView;
}

export interface MentionEntry extends ThreadEntry {
	readonly comment: CommentView;
}

/** Somebody who can be named in a comment. */
export interface Mentionable {
	readonly id: string;
	readonly name: string;
	readonly isProgram: boolean;
}

/** What somebody is about to say, and about which words; null for the artefact as a whole. */
export interface Draft {
	readonly artefact: ArtefactId;
	readonly anchor: Anchor | null;
}

/** Comments on every artefact: what they say, which of them this person has read, and where one is. */
export interface Comments {
	/** The threads of one artefact, oldest first. Its comments are live for as long as they are looked at. */
	threads(id: ArtefactId): readonly ThreadView[];
	/** What a thread is about; null for the artefact as a whole. */
	passage(id: ArtefactId, thread: ThreadView): PassageView | null;
	passageOf(id: ArtefactId, anchor: Anchor): PassageView;
	/** Where the open threads on one field hang. */
	marks(id: ArtefactId, field: string): readonly PassageMark[];
	/** An anchor on some characters of a field, or on all of it; null when there is no such field. */
	anchor(id: ArtefactId, field: string, place: Place | null): Anchor | null;
	/** Where the open threads on one field hang in a text of it that is not being edited. */
	marksIn(id: ArtefactId, field: string, words: string): readonly PassageMark[];
	/** An anchor on some characters of such a text, tied to the same words of the live one where they stand there. */
	anchorIn(id: ArtefactId, field: string, words: string, place: Place | null): Anchor;
	/** How many open threads an artefact has. */
	openIn(id: ArtefactId): number;
	/** How many comments of others this person has not read, by artefact; only where there are any. */
	readonly unreadIn: ReadonlyMap<ArtefactId, number>;
	/** Every open thread of the workspace, the latest first. */
	readonly open: readonly ThreadEntry[];
	/** Unread comments that name this person, the latest first. */
	readonly mentions: readonly MentionEntry[];
	/** How many comments on anything this person has not read. */
	readonly unread: number;
	readonly mentionables: readonly Mentionable[];
	/** Remembers on this device that these were read. */
	see(comments: readonly CommentId[]): void;
	seeAll(): void;
	/** The thread that is pointed at, from a link or a mark in the text. */
	readonly selected: CommentId | null;
	select(thread: CommentId | null): void;
	readonly draft: Draft | null;
	begin(draft: Draft | null): void;
}
