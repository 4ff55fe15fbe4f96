/** A sentence that leaves out who, below a heading that says it. */
import { withoutEnd } from '#shared/ends.ts';
import { isRoleSentence } from '#shared/markdown/labels.ts';

/** `As a librarian` and `I want …` make one sentence; what says who itself stays as it is. */
export function roleSentence(role: string | null, sentence: string): string {
	if (role === null || isRoleSentence(sentence)) return sentence;
	const who = withoutEnd(role.replace(/^(?:(?:\d+[.)]|[A-Z][.)])[ \t]+)/, ''), /[ \t,:：…]/);
	const named = /^(?:role|persona|for|für)[ \t:]+/i.exec(who)?.[0].length ?? 0;
	const bare = who.slice(named).replace(/^(?:an?|the)[ \t]+/i, '');
	const plain = /^\p{Lu}\p{Ll}+(?![\p{L}])/u.test(bare)
		? bare.charAt(0).toLowerCase() + bare.slice(1)
		: bare;
	const article = /^[aeiou]/i.test(plain) ? 'an' : 'a';
	return named > 0 ? `As ${article} ${plain}, ${sentence}` : `${who}, ${sentence}`;
}
