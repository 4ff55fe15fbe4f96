/** Which workspace a log belongs to: the one that is pinned, or the only one that it founds. */
import type { SignedEvent } from '#server/check/signatures.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { LOG_FOLDER } from '#server/files/log/segments.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { rootWords } from '#shared/lifecycle/root-words.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface FoundRoot {
	/** Null where no founding is here that could be it. */
	readonly id: EventId | null;
	readonly pinned: boolean;
	readonly findings: readonly Finding[];
}

/** What `--root` was given: 64 hexadecimal digits, or the six words, however they are joined. */
export type Pin = { readonly id: string } | { readonly words: string };

export function parsePin(text: string): Result<Pin, Refusal> {
	const plain = text.trim().toLowerCase();
	if (/^[0-9a-f]{64}$/.test(plain)) return ok({ id: plain });
	const words = plain.split(/[\s,·-]+/).filter((word) => word !== '');
	if (words.length === 6 && words.every((word) => /^[a-z]+$/.test(word))) {
		return ok({ words: words.join(' ') });
	}
	return err(
		refusal(
			'root-malformed',
			plain === '' ? 'The root is empty.' : 'The root is neither a hash nor six words.',
			'Give the 64 digits or the six words that the app shows under Settings, or leave the option out.',
		),
	);
}

export function findRoot(
	signed: Iterable<SignedEvent>,
	segments: number,
	pin: Pin | null,
): FoundRoot {
	const foundings = [...signed].filter(
		({ verified: { event } }) =>
			event.type === 'workspaceFounded' && event.workspace === null && event.parents.length === 0,
	);
	if (pin !== null) return pinned(foundings, segments, pin);
	const [first, ...others] = foundings;
	if (first === undefined) return { id: null, pinned: false, findings: unfounded(segments) };
	if (others.length > 0) {
		return { id: null, pinned: false, findings: foundings.map((one) => foundedTwice(one)) };
	}
	return { id: first.verified.id, pinned: false, findings: [unpinned(first)] };
}

function pinned(foundings: readonly SignedEvent[], segments: number, pin: Pin): FoundRoot {
	const isIt = ({ verified: { id } }: SignedEvent) =>
		'id' in pin ? id === pin.id : wordsOf(id) === pin.words;
	const own = foundings.filter(isIt);
	const [root] = own;
	if (root !== undefined && own.length === 1) {
		return { id: root.verified.id, pinned: true, findings: [] };
	}
	const name = 'id' in pin ? wordsOf(pin.id) : pin.words;
	const strange = foundings.map((one) => otherRoot(one, name));
	const gone = segments === 0 ? noLog(name) : noFounding(name);
	return { id: null, pinned: true, findings: strange.length > 0 ? strange : [gone] };
}

export function wordsOf(root: EventId): string {
	return rootWords(root).join(' ');
}

function unpinned({ copy: { file, line }, verified: { id } }: SignedEvent): Finding {
	return fileFinding(
		'root-unpinned',
		'warning',
		file,
		`Nothing says that “${wordsOf(id)}” is your team’s workspace: whoever may change these files could have founded another one. So no approver is named.`,
		'Compare the six words with an owner’s app, then give them: --root, or LINTEL_ROOT in a CI setting that a pull request can’t edit.',
		line,
	);
}

function foundedTwice({ copy: { file, line }, verified: { id } }: SignedEvent): Finding {
	return fileFinding(
		'log-founded-twice',
		'error',
		file,
		`The log holds several workspaces’ foundings; this one is “${wordsOf(id)}”. Without a root none of them counts.`,
		'Give the root with --root, then remove the segment of the other founding.',
		line,
	);
}

function otherRoot({ copy: { file, line }, verified: { id } }: SignedEvent, name: string): Finding {
	return fileFinding(
		'log-other-root',
		'error',
		file,
		`This is the log of the workspace “${wordsOf(id)}”, and “${name}” is expected: history was removed or founded anew.`,
		'Restore the log from a branch that has it: git checkout <branch> -- .lintel/log. If the team did found anew, set the new root.',
		line,
	);
}

function noFounding(name: string): Finding {
	return fileFinding(
		'log-other-root',
		'error',
		LOG_FOLDER,
		`No founding in .lintel/log is that of “${name}”: history was removed.`,
		'Restore the log from a branch that has it: git checkout <branch> -- .lintel/log',
	);
}

function noLog(name: string): Finding {
	return fileFinding(
		'log-missing',
		'error',
		LOG_FOLDER,
		`There is no log here, and the one of “${name}” is expected: history was removed.`,
		'Restore it from a branch that has it: git checkout <branch> -- .lintel',
	);
}

function unfounded(segments: number): readonly Finding[] {
	if (segments > 0) {
		return [
			fileFinding(
				'log-not-founded',
				'error',
				LOG_FOLDER,
				'No event in .lintel/log founds a workspace, so nothing in it counts.',
				'Restore the whole log from a branch that has it: git checkout <branch> -- .lintel/log',
			),
		];
	}
	return [
		fileFinding(
			'log-missing',
			'info',
			LOG_FOLDER,
			'No decision is recorded in this repository yet.',
			'Found the workspace in the app, then save: lintel save writes .lintel/log.',
		),
	];
}
