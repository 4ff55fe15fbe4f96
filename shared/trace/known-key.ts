/**
 * What a relay and a browser both call a Finding by, so that the one can tell the other which are
 * known from before: each looks at the same texts for itself, and only the relay has the files.
 *
 * It holds the words that the Finding is about: who writes those anew has made another Finding, and
 * need not wait for the relay to say so.
 */
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { hashOf } from '#shared/hash.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** `artefact` is the one that it names, where there is one; `lines` are of a Design's Markdown. */
export function knownKey(
	finding: Finding,
	artefact: AnyArtefact | null,
	lines: readonly string[],
): string {
	const { rule, field, message, file, line } = finding;
	const place = file === null ? wordsOf(finding, artefact, lines) : `${file}\0${line ?? ''}`;
	const parts = [rule, finding.artefact ?? '', field ?? '', message, place];
	return hashOf(`lintel/known/v1\0${parts.join('\0')}`).slice(0, 16);
}

/** As a file has them: a criterion's or a component's own line, of all else the heading's. */
function wordsOf(
	{ field, line }: Finding,
	artefact: AnyArtefact | null,
	lines: readonly string[],
): string {
	const part = field?.split('/')[1];
	switch (artefact?.kind) {
		case 'design':
			return (line === null ? '' : (lines[line - 1] ?? '')).trim();
		case 'story': {
			const { criteria, title } = artefact.story;
			return criteria.find(({ id }) => id === part)?.text ?? title;
		}
		case 'context': {
			const { components, name } = artefact.context;
			const row = components.find(({ id }) => id === part);
			return row === undefined ? name : `${row.name}\0${row.type}\0${row.code}`;
		}
		default:
			return '';
	}
}
