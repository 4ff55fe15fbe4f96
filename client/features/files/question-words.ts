import {
	type FileAnswer,
	type FileQuestion,
	holdsOne,
	isPlace,
} from '#shared/protocol/file-question.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** What a question asks, in a sentence or two. */
export function questionWords(question: FileQuestion): string {
	const { path } = question;
	switch (question.kind) {
		case 'both-changed':
			if (question.mine === '')
				return `This was deleted here, and edited in ${path}. It has stayed.`;
			if (question.theirs === '')
				return `This was taken out of ${path}, and edited here. It has stayed.`;
			if (isPlace(question))
				return `This was moved here and in ${path}. It stands where it was put here.`;
			if (holdsOne(question))
				return `${subjectOf(question.field)} was changed here and in ${path}. What was changed here stands.`;
			return `The same words were changed here and in ${path}. Both stand in the text now.`;
		case 'tree-differs':
			if (question.putBack)
				return `${path} says what Lintel’s database, put back from an older copy, does not. Let everyone who wrote since open Lintel first: what their browsers bring would stand twice if it were taken from the file before.`;
			return `Git put another text into ${path}. What is here has stayed as it was.`;
		case 'file-gone':
			return `${path} is gone. What it held is still here.`;
	}
}

/** What can't be two things at once, by its field's name. */
function subjectOf(field: string | null): string {
	const name = field?.split('/').at(-1) ?? '';
	// A context has a type of its own.
	const subjects = field?.startsWith('components/') ? OF_COMPONENTS : SUBJECTS;
	return subjects.get(name) ?? 'The same';
}

const OF_COMPONENTS: ReadonlyMap<string, string> = new Map([
	['type', 'A component’s type'],
	['code', 'A component’s code file'],
]);

const SUBJECTS: ReadonlyMap<string, string> = new Map([
	['priority', 'The priority'],
	['type', 'The type'],
	['code', 'The code file'],
	['context', 'The context'],
	['component', 'The component’s name'],
]);

/** Whether a Finding says what a question already asks. */
export function asksFor(question: FileQuestion, finding: Finding): boolean {
	const rule = question.kind === 'file-gone' ? 'file-missing' : question.kind;
	if (finding.rule !== rule || finding.file !== question.path) return false;
	return question.kind !== 'both-changed' || finding.field === question.field;
}

export interface Choice {
	readonly answer: FileAnswer;
	readonly words: string;
	/** Said once it is done. */
	readonly done: string;
}

/** What may be answered, the safest first. */
export function choicesFor(question: FileQuestion): readonly Choice[] {
	switch (question.kind) {
		case 'both-changed':
			if (holdsOne(question) && question.both !== '') return ONE;
			return question.mine === '' || question.theirs === '' || question.both === ''
				? [{ answer: 'both', words: 'It is right as it is', done: 'Settled.' }]
				: WORDS;
		case 'tree-differs':
			// What a browser brings later stands twice where it was taken from the file.
			return question.putBack ? TREE.toReversed() : TREE;
		case 'file-gone':
			return question.artefact === null ? GONE.slice(0, 1) : GONE;
	}
}

const WORDS: readonly Choice[] = [
	{ answer: 'both', words: 'Keep both', done: 'Both stay.' },
	{ answer: 'mine', words: 'Keep these', done: 'The words from here stay.' },
	{ answer: 'theirs', words: 'Keep the file’s', done: 'The words from the file stay.' },
];

/** Of what can't be both. */
const ONE: readonly Choice[] = [
	{ answer: 'mine', words: 'Keep this', done: 'What was here stays.' },
	{ answer: 'theirs', words: 'Take the file’s', done: 'It is taken from the file.' },
];

/** For several at once. */
export const ALL_FROM_GIT: readonly Choice[] = [
	{ answer: 'take', words: 'Take all from the files', done: 'All are taken from the files.' },
	{ answer: 'write', words: 'Write all to the files', done: 'All are written to the files.' },
];

const TREE: readonly Choice[] = [
	{ answer: 'take', words: 'Take from the file', done: 'Taken from the file.' },
	{ answer: 'write', words: 'Write to the file', done: 'It is written to the file.' },
];

const GONE: readonly Choice[] = [
	{ answer: 'write', words: 'Write the file again', done: 'The file is written again.' },
	{ answer: 'archived', words: 'Archive the design', done: 'Archived. Its words stay here.' },
];
