/** What a person answers to a question about a file, done. */
import type * as Y from 'yjs';
import { letGo } from '#server/files/design/let-go.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { QuestionOf, Questions } from '#server/files/questions/questions.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import { rememberAgreed } from '#server/files/write-intent.ts';
import type { Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { writeText } from '#shared/doc/apply-text.ts';
import { type Register, registerOf, textsOf } from '#shared/doc/field-texts.ts';
import type { MemberId } from '#shared/id.ts';
import { ANSWERS, type FileAnswer, type FileQuestion } from '#shared/protocol/file-question.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Answers {
	answer(id: string, answer: FileAnswer, by: MemberId): Promise<Result<void, Refusal>>;
}

export function createAnswers(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly store: Store;
	readonly rooms: Rooms;
	readonly questions: Questions;
	readonly bindingAt: (path: string) => Binding | null;
	/** The document's file has to follow. */
	readonly touch: (binding: Binding) => void;
}): Answers {
	const { disk, root, store, rooms, questions } = deps;

	async function answer(
		id: string,
		given: FileAnswer,
		by: MemberId,
	): Promise<Result<void, Refusal>> {
		const question = questions.find(id);
		if (question === null) return err(settled);
		const takes: readonly FileAnswer[] = ANSWERS[question.kind];
		if (!takes.includes(given)) return err(noSuchAnswer);
		const binding = deps.bindingAt(question.path);
		if (binding === null) return err(settled);
		const done = await settle(question, binding, given, by);
		questions.tell();
		if (done.ok) deps.touch(binding);
		return done;
	}

	async function settle(
		question: FileQuestion,
		binding: Binding,
		given: FileAnswer,
		by: MemberId,
	): Promise<Result<void, Refusal>> {
		switch (question.kind) {
			case 'both-changed':
				return keepWords(question, binding, given, by);
			case 'tree-differs':
				return given === 'take' ? takeFile(question, binding) : writeFile(question);
			case 'file-gone':
				store.together(() => {
					if (given === 'archived') letGo(store, binding);
					else store.agreed.remove(binding.path);
					questions.remove(question.id);
				});
				return ok(undefined);
		}
	}

	async function keepWords(
		question: QuestionOf<'both-changed'>,
		{ doc }: Binding,
		given: FileAnswer,
		by: MemberId,
	): Promise<Result<void, Refusal>> {
		const { both } = question;
		const kept = given === 'mine' ? question.mine : given === 'theirs' ? question.theirs : both;
		const { artefact, field } = question;
		const put = (yDoc: Y.Doc) =>
			wordsAt(textsOf(doc, yDoc, artefact, field), registerOf(doc, yDoc, artefact, field), both);
		if (kept !== both && put(rooms.open(doc).yDoc) === null) return err(movedOn);
		await rooms.open(doc).edit(
			{ kind: 'person', id: by },
			(yDoc) => {
				if (kept !== both) put(yDoc)?.(kept);
			},
			() => questions.remove(question.id),
		);
		return ok(undefined);
	}

	/** The document becomes what the file says. */
	async function takeFile(
		question: FileQuestion,
		binding: Binding,
	): Promise<Result<void, Refusal>> {
		const { path } = binding;
		const read = readText(disk, root, path);
		if (read.kind !== 'text') return err(unreadable(path));
		const here = binding.print(store.agreed.read(path)) ?? store.agreed.read(path) ?? '';
		await binding.absorb(here, read.text, () => {
			rememberAgreed(store, path, read.text);
			questions.remove(question.id);
		});
		return ok(undefined);
	}

	/** Both agree on the file's text as the base already: what the document says more is written. */
	function writeFile(question: FileQuestion): Result<void, Refusal> {
		questions.remove(question.id);
		return ok(undefined);
	}

	return { answer };
}

/** Puts other words in the place of these; null where they stand no more. */
function wordsAt(
	texts: readonly Y.Text[],
	register: Register | null,
	words: string,
): ((other: string) => void) | null {
	if (words === '') return null;
	if (register !== null) return register.read() === words ? register.write : null;
	const text = texts.find((one) => one.toString().includes(words));
	if (text === undefined) return null;
	return (other) =>
		writeText(
			text,
			text.toString().replace(words, () => other),
		);
}

const settled = refusal(
	'question-settled',
	'That question has been settled already.',
	'Nothing more is to do.',
);

const noSuchAnswer = refusal(
	'question-answer',
	'That is no answer to this question.',
	'Reload the page, so that the app and the relay speak the same version.',
);

const movedOn = refusal(
	'words-moved-on',
	'The words have been edited since, so neither piece can be put in their place.',
	'Read the text as it is now, edit what is wrong, and keep both.',
);

function unreadable(path: string): Refusal {
	return refusal(
		'file-unreadable',
		`${path} cannot be read now.`,
		'See the findings about the file, or write what Lintel holds to it.',
	);
}
