import type { SurveyedFile } from '#server/adopt/survey.ts';

/**
 * The entity that files seem to own: a type called like their group, in the singular, or else a
 * schema that a database library reads. '' where neither is there; nobody is asked to believe it.
 */
export function guessEntity(group: string, files: readonly SurveyedFile[]): string {
	const types = files.flatMap(({ path, declared }) =>
		declared.declarations
			.filter(({ kind }) => kind === 'type')
			.map(({ name, signature }) => ({ name: lastOf(name), signature, path })),
	);
	const wanted = singular(letters(lastWord(group)));
	const called = types.find(({ name }) => singular(letters(name)) === wanted);
	if (called !== undefined) return called.name;
	const stored = types.filter(({ signature }) => STORED.test(signature));
	return stored.length === 1 ? (stored[0]?.name ?? '') : '';
}

/** Ecto, Django and SQLAlchemy, by the words of their declarations. */
const STORED = /^schema "|\((?:models\.Model|Base|db\.Model|SQLModel|DeclarativeBase)\b/;

function lastWord(name: string): string {
	return name.split(' ').at(-1) ?? name;
}

function lastOf(name: string): string {
	return name.split(/\.|::/).at(-1) ?? name;
}

function letters(name: string): string {
	return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function singular(word: string): string {
	if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	if (/(?:ss|us|is)$/.test(word)) return word;
	return word.replace(/(?<=(?:s|x|z|ch|sh))es$|s$/, '');
}
