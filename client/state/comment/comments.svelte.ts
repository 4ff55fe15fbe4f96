import type * as Y from 'yjs';
import type { LiveRooms } from '#client/state/artefact/designs.svelte.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type {
	Comments,
	Draft,
	Mentionable,
	MentionEntry,
	PassageMark,
	PassageView,
	ThreadEntry,
	ThreadView,
} from '#client/state/comment/comments.ts';
import { viewOfThread } from '#client/state/comment/thread-view.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { ReadMarks } from '#client/state/notice/read-marks.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Anchor } from '#shared/doc/comment.ts';
import { openCommentsDoc, readThreads, type Thread } from '#shared/doc/comments-doc.ts';
import { commentsDocName, docKindOf } from '#shared/doc/doc-name.ts';
import { fieldText } from '#shared/doc/field-text.ts';
import {
	anchorAt,
	anchorInWords,
	anchorOn,
	type Place,
	placeInWords,
	placeOf,
} from '#shared/doc/passage.ts';
import type { ArtefactId, CommentId } from '#shared/id.ts';

/** The comments looked at last stay live; the rest is brought up to date in the background. */
const LIVE = 3;

export interface CommentDeps {
	readonly replicas: Replicas;
	readonly rooms: LiveRooms;
	readonly names: Pick<Names, 'of'>;
	/** The Members and Agents who are here today. */
	readonly everyone: () => readonly string[];
	readonly marks: Pick<ReadMarks, 'isRead' | 'see'>;
	readonly me: () => Me | null;
}

export class CommentThreads implements Comments {
	#deps: CommentDeps;
	#live: string[] = [];
	/** Touched when the comments on anything change. */
	#changes = new Changes();
	#parsed = new Map<ArtefactId, readonly Thread[]>();
	/** What texts say until the next change: hundreds of threads ask for the same long one. */
	#read = new Map<Y.Text, string>();
	#pointed = $state.raw<CommentId | null>(null);
	#draft = $state.raw<Draft | null>(null);

	constructor(deps: CommentDeps) {
		this.#deps = deps;
		deps.replicas.listen(({ replica }) => this.#changed(replica.name));
		deps.replicas.onReplace(({ name }) => this.#changed(name));
	}

	threads(id: ArtefactId): readonly ThreadView[] {
		this.#keepLive(commentsDocName(id));
		return this.#views(id);
	}

	passage(id: ArtefactId, { anchor }: ThreadView): PassageView | null {
		return anchor === null ? null : this.passageOf(id, anchor);
	}

	passageOf(id: ArtefactId, anchor: Anchor): PassageView {
		const text = this.#textOf(id, anchor.field);
		const place = text === null ? null : placeOf(text, anchor);
		const now = text === null || place === null ? '' : this.#wordsOf(text, place);
		const { field, whole, quote } = anchor;
		const gone = place === null;
		return { field, whole, gone, place, words: gone ? quote : now };
	}

	marks(id: ArtefactId, field: string): readonly PassageMark[] {
		const open = this.#views(id).filter(
			({ resolved, anchor }) => !resolved && anchor?.field === field,
		);
		const text = open.length === 0 ? null : this.#textOf(id, field);
		if (text === null) return [];
		return open.flatMap(({ anchor, id: thread, unread }) => {
			const place = anchor && placeOf(text, anchor);
			return place ? [{ ...place, thread, unread: unread > 0 }] : [];
		});
	}

	anchor(id: ArtefactId, field: string, place: Place | null): Anchor | null {
		const text = this.#textOf(id, field);
		if (text === null) return null;
		return place === null ? anchorOn(field, text.toString()) : anchorAt(field, text, place);
	}

	marksIn(id: ArtefactId, field: string, words: string): readonly PassageMark[] {
		const open = this.#views(id).filter(({ resolved }) => !resolved);
		return open.flatMap(({ anchor, id: thread, unread }) => {
			if (anchor?.field !== field) return [];
			const text = this.#textOf(id, field);
			const live = text?.toString() === words;
			const place = live ? placeOf(text, anchor) : placeInWords(words, anchor);
			return place === null ? [] : [{ ...place, thread, unread: unread > 0 }];
		});
	}

	anchorIn(id: ArtefactId, field: string, words: string, place: Place | null): Anchor {
		if (place === null) return anchorOn(field, words);
		const anchor = anchorInWords(field, words, place);
		const text = this.#textOf(id, field);
		const now = text?.toString() === words ? place : text && placeOf(text, anchor);
		return text === null || now === null ? anchor : anchorAt(field, text, now);
	}

	openIn(id: ArtefactId): number {
		return this.#views(id).filter(({ resolved }) => !resolved).length;
	}

	get unreadIn(): ReadonlyMap<ArtefactId, number> {
		const counts = new Map<ArtefactId, number>();
		for (const { artefact, thread } of this.#everything()) {
			if (thread.unread === 0) continue;
			counts.set(artefact, (counts.get(artefact) ?? 0) + thread.unread);
		}
		return counts;
	}

	get open(): readonly ThreadEntry[] {
		const entries = this.#everything().filter(({ thread }) => !thread.resolved);
		return entries.sort((a, b) => (lastOf(a) > lastOf(b) ? -1 : 1));
	}

	get mentions(): readonly MentionEntry[] {
		const entries = this.#everything().flatMap((entry) =>
			entry.thread.comments
				.filter(({ unread, mentionsMe }) => unread && mentionsMe)
				.map((comment) => ({ ...entry, comment })),
		);
		return entries.sort((a, b) => (a.comment.at > b.comment.at ? -1 : 1));
	}

	get unread(): number {
		return this.#everything().reduce((sum, { thread }) => sum + thread.unread, 0);
	}

	get mentionables(): readonly Mentionable[] {
		return this.#deps
			.everyone()
			.map((id) => ({ id, name: this.#deps.names.of(id), isProgram: id.startsWith('ag_') }))
			.sort((a, b) => a.name.localeCompare(b.name));
	}

	see(comments: readonly CommentId[]): void {
		this.#deps.marks.see(comments);
	}

	seeAll(): void {
		const all = this.#everything().flatMap(({ thread }) => thread.comments);
		this.see(all.filter(({ unread }) => unread).map(({ id }) => id));
	}

	get selected(): CommentId | null {
		return this.#pointed;
	}

	select(thread: CommentId | null): void {
		this.#pointed = thread;
	}

	get draft(): Draft | null {
		return this.#draft;
	}

	begin(draft: Draft | null): void {
		this.#draft = draft;
	}

	#everything(): ThreadEntry[] {
		this.#changes.version;
		return this.#deps.replicas.names.flatMap((name) => {
			const kind = docKindOf(name);
			if (kind?.kind !== 'comments') return [];
			return this.#views(kind.id).map((thread) => ({ artefact: kind.id, thread }));
		});
	}

	#views(id: ArtefactId): readonly ThreadView[] {
		const { names, marks, me } = this.#deps;
		const seen = { me: me()?.member ?? null, nameOf: (by: string) => names.of(by), marks };
		return this.#threadsOf(id).map((thread) => viewOfThread(thread, seen));
	}

	#threadsOf(id: ArtefactId): readonly Thread[] {
		this.#changes.version;
		const { replicas } = this.#deps;
		const name = commentsDocName(id);
		if (!replicas.has(name)) return [];
		const known = this.#parsed.get(id);
		if (known !== undefined) return known;
		const threads = readThreads(openCommentsDoc(replicas.of(name).doc));
		this.#parsed.set(id, threads);
		return threads;
	}

	#textOf(id: ArtefactId, field: string) {
		const { replicas } = this.#deps;
		return fieldText(id, field, (name) => {
			replicas.changesOf(name).version;
			return replicas.of(name).doc;
		});
	}

	#wordsOf(text: Y.Text, { from, to }: Place): string {
		const words = this.#read.get(text) ?? text.toString();
		this.#read.set(text, words);
		return words.slice(from, to);
	}

	#changed(name: string): void {
		this.#read.clear();
		const kind = docKindOf(name);
		if (kind?.kind !== 'comments') return;
		this.#parsed.delete(kind.id);
		this.#changes.touch();
	}

	#keepLive(name: string): void {
		this.#deps.replicas.of(name);
		if (this.#live.at(-1) === name) return;
		const had = this.#live.includes(name);
		this.#live = [...this.#live.filter((other) => other !== name), name];
		if (!had) this.#deps.rooms.open(name);
		for (const old of this.#live.splice(0, this.#live.length - LIVE)) this.#deps.rooms.close(old);
	}
}

function lastOf({ thread }: ThreadEntry): string {
	return thread.comments.at(-1)?.at ?? '';
}
