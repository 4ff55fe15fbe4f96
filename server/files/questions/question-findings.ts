import { fileFinding } from '#server/files/findings/file-finding.ts';
import { type FileQuestion, holdsOne, isPlace } from '#shared/protocol/file-question.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** A question, as it stands among the other things that files say. */
export function findingOf(question: FileQuestion): Finding {
	const { path, artefact } = question;
	switch (question.kind) {
		case 'both-changed':
			return { ...bothChanged(question), artefact, field: question.field };
		case 'tree-differs':
			return { ...(question.putBack ? putBack(path) : treeDiffers(path)), artefact };
		case 'file-gone':
			return { ...fileGone(path), artefact };
	}
}

function bothChanged(question: Extract<FileQuestion, { kind: 'both-changed' }>): Finding {
	const { path, line, mine, theirs } = question;
	const said = `in Lintel, to ${quoted(mine)}, and in ${path}, to ${quoted(theirs)}`;
	if (holdsOne(question)) {
		return fileFinding(
			'both-changed',
			'warning',
			path,
			isPlace(question)
				? `The same was moved ${said}. It stands where it was put in Lintel.`
				: `The same was changed ${said}. What was changed in Lintel stands.`,
			'Open it in Lintel and say which of the two counts.',
			line,
		);
	}
	return fileFinding(
		'both-changed',
		'warning',
		path,
		mine === '' || theirs === ''
			? `${path} and Lintel disagree: ${theirs === '' ? `${quoted(mine)} was taken out of the file and edited in Lintel` : `${quoted(theirs)} was deleted in Lintel and edited in the file`}. It has stayed.`
			: `The same words were changed in Lintel, to ${quoted(mine)}, and in ${path}, to ${quoted(theirs)}. Both stand in the text now.`,
		'Open it in Lintel and keep the one, the other, or both.',
		line,
	);
}

function treeDiffers(path: string): Finding {
	return fileFinding(
		'tree-differs',
		'warning',
		path,
		`Git put another text into ${path}. What Lintel holds has stayed as it was, and neither overwrites the other.`,
		'Open it in Lintel, and take the text from the file or write Lintel’s to the file.',
	);
}

function putBack(path: string): Finding {
	return fileFinding(
		'tree-differs',
		'warning',
		path,
		`${path} says what Lintel’s database, put back from an older copy, does not. What Lintel holds has stayed as it was, and neither overwrites the other.`,
		'Let everyone who wrote since the copy open Lintel: their browsers bring it back. Then open it in Lintel, and write its text to the file, or take what no browser brought from the file.',
	);
}

function fileGone(path: string): Finding {
	return fileFinding(
		'file-missing',
		'warning',
		path,
		`${path} is gone. What it held is still in Lintel.`,
		`Open it in Lintel to write the file again or archive what it held, or bring it back with git checkout -- ${path}.`,
	);
}

function quoted(words: string): string {
	const line = words.trim().replaceAll(/\s+/g, ' ');
	return line.length > 80 ? `“${line.slice(0, 79)}…”` : `“${line}”`;
}
