/** Reads and plans large imports beside the page, against a copy of the Stories that follows it. */
import * as Y from 'yjs';
import { createDeskReader } from '#client/features/import/desk-reader.ts';
import type { Answer, Question } from '#client/features/import/read-apart.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';

/** So many pieces come to the page at once: it takes them in within a frame. */
const AT_ONCE = 100;

let doc = openStoriesDoc(new Y.Doc());
const reader = createDeskReader(() => doc);
const say = (answer: Answer) => postMessage(answer);

addEventListener('message', (event) => {
	const question: Question = event.data;
	if (question.ask === 'follow') {
		if (question.isNew) doc = openStoriesDoc(new Y.Doc());
		Y.applyUpdate(doc.yDoc, question.update);
	} else if (question.ask === 'read') {
		say({ tell: 'read', n: question.n, read: reader.read(question.file) });
	} else {
		const { pieces, ...rest } = reader.plan(question.files);
		for (let at = 0; at < pieces.length; at += AT_ONCE)
			say({ tell: 'pieces', pieces: pieces.slice(at, at + AT_ONCE) });
		say({ tell: 'plan', rest });
	}
});
