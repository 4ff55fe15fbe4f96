/** What the files ask people, kept in the store until somebody answers. */
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import { findingOf } from '#server/files/questions/question-findings.ts';
import { readMetaJson } from '#server/storage/meta-json.ts';
import type { Store } from '#server/storage/store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { BothChanged } from '#shared/doc/both-changed.ts';
import { hashOf } from '#shared/hash.ts';
import { ArtefactId } from '#shared/id.ts';
import { FileQuestion } from '#shared/protocol/file-question.ts';

export type QuestionOf<Kind extends FileQuestion['kind']> = Extract<FileQuestion, { kind: Kind }>;

export interface Questions {
	list(): readonly FileQuestion[];
	find(id: string): FileQuestion | null;
	/** The question of one kind about one file. */
	about<Kind extends 'tree-differs' | 'file-gone'>(
		kind: Kind,
		path: string,
	): QuestionOf<Kind> | null;
	/** Stores them; joins the transaction it is called in. Call {@link Questions.tell} after it. */
	put(...questions: readonly FileQuestion[]): void;
	remove(...ids: readonly string[]): void;
	/** The file has another name now. */
	move(from: string, to: string): void;
	/** Puts up as Findings what is asked now. */
	tell(): void;
}

const META = 'file-questions';
/** More of them nobody answers one by one. */
const MOST = 2_000;

export function createQuestions({
	store,
	board,
}: {
	readonly store: Store;
	readonly board: FindingBoard;
}): Questions {
	/** Parsed once for each text that the store holds, which a failed transaction takes back. */
	let read: { readonly json: string; readonly questions: readonly FileQuestion[] } | null = null;

	function list(): readonly FileQuestion[] {
		const json = store.readMeta(META) ?? '[]';
		if (read?.json !== json) read = { json, questions: parse(readMetaJson(store, META)) };
		return read.questions;
	}

	function keep(questions: readonly FileQuestion[]): void {
		const json = JSON.stringify(questions.slice(0, MOST));
		if (json !== (store.readMeta(META) ?? '[]')) store.writeMeta(META, json);
	}

	function put(...questions: readonly FileQuestion[]): void {
		const ids = new Set(questions.map(({ id }) => id));
		if (ids.size > 0) keep([...list().filter(({ id }) => !ids.has(id)), ...questions]);
	}

	return {
		list,
		find: (id) => list().find((one) => one.id === id) ?? null,
		about: (kind, path) => list().find((one) => isAbout(one, kind, path)) ?? null,
		put,
		remove: (...ids) => keep(list().filter(({ id }) => !ids.includes(id))),
		move: (from, to) => keep(list().map((one) => (one.path === from ? { ...one, path: to } : one))),
		tell: () => board.post('questions', list().map(findingOf)),
	};
}

function isAbout<Kind extends FileQuestion['kind']>(
	question: FileQuestion,
	kind: Kind,
	path: string,
): question is QuestionOf<Kind> {
	return question.kind === kind && question.path === path;
}

function parse(value: unknown): readonly FileQuestion[] {
	return Array.isArray(value) ? value.flatMap((one) => FileQuestion.safeParse(one).data ?? []) : [];
}

/** Longer pieces are shown in part, and settled in the text itself. */
const LONGEST = 20_000;

/** The question that words both changed raise; `text` is the file's, to find the line in. */
export function askWhichWords(
	path: string,
	{ artefact, field, mine, theirs, both }: BothChanged,
	text: string,
	at: string,
): FileQuestion {
	const about = { kind: 'both-changed' as const, path, artefact, field, both };
	return {
		...about,
		id: hashOf(canonicalJson(about)).slice(0, 16),
		artefact: ArtefactId.safeParse(artefact).data ?? null,
		line: lineOf(theirs, text),
		mine: mine.slice(0, LONGEST),
		theirs: theirs.slice(0, LONGEST),
		both: both.length <= LONGEST ? both : '',
		at,
	};
}

function lineOf(words: string, text: string): number | null {
	const first = words.split('\n').find((line) => line.trim() !== '');
	const at = first === undefined ? -1 : text.indexOf(first);
	// A short value stands in many a place.
	const isSure = at !== -1 && text.indexOf(first ?? '', at + 1) === -1;
	return !isSure ? null : text.slice(0, at).split('\n').length;
}

export function idOfQuestion(kind: FileQuestion['kind'], path: string): string {
	return hashOf(canonicalJson({ kind, path })).slice(0, 16);
}
